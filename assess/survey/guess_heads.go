package survey

import (
	"slices"
	"strings"

	"fathom/assess/form"
)

// This file knows what survey tools call the columns that are no questions.

// heads are words by which survey tools call the columns that are about the respondent; of several, the first that is
// there is the best. A star stands for whatever begins a name.
func heads() map[string][]string {
	return map[string][]string{
		"person": {"responseid", "respondentid", "response id", "respondent", "who", "rater", "_uuid", "instanceid",
			"meta/instanceid", "__id", "key", "record_id", "record id", "respid", "globalid", "objectid",
			"form_id", "_id", "id", "序号", "编号", "姓名", "name", "your name", "username", "email",
			"e-mail", "email address", "电子邮件地址", "邮箱", "提交者（自动）", "提交者", "提交人", "#"},
		"date": {"recordeddate", "submitdate", "date submitted", "submissiondate", "submission date", "submit date (utc)",
			"_submission_time", "end date", "enddate", "date modified", "completion time", "结束答题时间", "end", "timestamp", "时间戳记",
			"提交答卷时间", "提交时间", "提交时间（自动）", "提交日期", "完成时间", "时间戳", "submitted", "submitted time",
			"submission time", "submitted on", "submitted at", "time submitted", "datesubmitted", "entry_datesubmitted",
			"completed", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora", "informazioni cronologiche",
			"tijdstempel", "sygnatura czasowa", "отметка времени", "タイムスタンプ", "타임스탬프", "date", "日期", "datum",
			"creationdate", "editdate", "date created", "survey timestamp", "*_timestamp"},
		"tool": {"start", "startdate", "start date", "date started", "start date (utc)", "stage date (utc)", "start time",
			"开始答题时间", "datestamp", "lastpage", "last page", "startlanguage", "start language", "seed", "progress",
			"duration (in seconds)", "userlanguage", "collector id", "network id", "response type", "ending", "tags", "submitterid",
			"submittername", "attachmentspresent", "attachmentsexpected", "reviewstate", "deviceid", "edits",
			"formversion", "redcap_event_name", "redcap_repeat_instrument", "redcap_survey_identifier", "_index",
			"_status", "_tags"},
		"personal": {"ip", "tel", "mail", "name", "yourname", "username", "fullname", "token", "名字"},
		"personal part": {"email", "phone", "mobile", "ipaddr", "firstname", "lastname", "accesscode", "姓名", "手机", "电话", "邮箱",
			"邮件", "来自ip", "微信"},
	}
}

// sent is a kind of column that tells which rows were submitted: what it says of those that were and were not. Without
// any words for what was, everything else tells that it was. A trial was submitted, too, and another column tells so.
type sent struct {
	heads, yes, no []string
	isTrial        bool
}

func sentColumns() []sent {
	return []sent{
		{heads: []string{"submitdate", "date submitted", "submit date (utc)"}, no: unsentWords()},
		{heads: []string{"finished", "completed"}, yes: []string{"true", "1", "yes", "是"},
			no: []string{"", "false", "0", "no", "否"}},
		{heads: []string{"response type", "status"}, yes: []string{"completed", "complete"},
			no: []string{"partial", "incomplete", "disqualified"}},
		// REDCap: what was filled in whole and nobody has verified was submitted
		{heads: []string{"*_complete", "complete?"}, yes: []string{"1", "2", "complete", "unverified"},
			no: []string{"", "0", "incomplete"}},
		{heads: []string{"status", "response type"}, yes: []string{"ipaddress", "imported", "offline", "offlinesurvey"},
			no: []string{"surveypreview", "surveytest", "spam", "surveypreviewspam", "importedspam"}, isTrial: true},
		{heads: []string{"distributionchannel"}, yes: []string{"anonymous", "email", "gl", "qr", "sms", "social"},
			no: []string{"preview", "test"}, isTrial: true},
	}
}

// unsentWords are what tools write of a row that was never sent where the day would stand: plain.
func unsentWords() []string { return []string{"", "{question_not_shown}", "[notcompleted]"} }

// noDay is what LimeSurvey writes as the day of every row where a survey keeps no days.
const noDay = "1980-01-01"

// isCalled reports whether a head is one of the words: whole, or by the code before its first full stop, as LimeSurvey
// writes "id. Response ID".
func isCalled(head, word string) bool {
	word = form.Plain(word)
	code, _, _ := strings.Cut(head, ". ")
	for _, name := range []string{form.Plain(head), form.Plain(code)} {
		end, isEnd := strings.CutPrefix(word, "*")
		if name == word || isEnd && strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// called finds the first of the words that is the head of a column that will do; -1 for none.
func (t *table) called(words []string, willDo func(c int) bool) int {
	for _, word := range words {
		for c, head := range t.heads {
			if isCalled(head, word) && willDo(c) {
				return c
			}
		}
	}
	return -1
}

// isTool reports whether a head is one that a tool adds to every survey.
func isTool(head string) bool {
	words := slices.Concat(heads()["tool"], heads()["date"], []string{"_id", "__id", "globalid", "objectid", "form_id"})
	return slices.ContainsFunc(words, func(word string) bool { return isCalled(head, word) })
}

// isPersonal reports whether a column holds what tells who somebody is.
func isPersonal(head string) bool {
	plain := strings.ReplaceAll(form.Plain(head), "-", "")
	isWhole := func(word string) bool { return word == plain || isCalled(head, word) }
	isPart := func(part string) bool { return strings.Contains(plain, part) }
	return slices.ContainsFunc(heads()["personal"], isWhole) || slices.ContainsFunc(heads()["personal part"], isPart)
}

// sentBy is a column by which rows were submitted, and what it says of them; no values for anything.
type sentBy struct {
	column int
	values []string
}

// findSent finds the column that tells which rows were submitted, if some were not, and the one that tells which were
// trials, if some were.
func (t *table) findSent() (found []sentBy) {
	var tell []*told
	for _, kind := range sentColumns() {
		for c, head := range t.heads {
			if slices.ContainsFunc(kind.heads, func(word string) bool { return isCalled(head, word) }) {
				tell = append(tell, &told{kind: kind, column: c})
			}
		}
	}
	for row, bad := range t.all() {
		for _, s := range tell {
			if bad == nil && t.isAnswers(row) {
				s.look(t.Look(row, s.column))
			}
		}
	}
	for _, trials := range []bool{false, true} {
		i := slices.IndexFunc(tell, func(s *told) bool {
			return s.kind.isTrial == trials && s.unsent && (s.yes != nil || s.kind.yes == nil)
		})
		if i >= 0 {
			found = append(found, sentBy{tell[i].column, tell[i].yes})
		}
	}
	return found
}

// told is what a column says of rows that were sent, and whether some were not.
type told struct {
	kind   sent
	column int
	yes    []string
	unsent bool
}

func (s *told) look(text string) {
	word := sentWord(text)
	s.unsent = s.unsent || slices.Contains(s.kind.no, word)
	same := func(before string) bool { return sentWord(before) == word }
	if slices.Contains(s.kind.yes, word) && !slices.ContainsFunc(s.yes, same) {
		s.yes = append(s.yes, strings.Clone(text))
	}
}
