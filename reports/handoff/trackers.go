package handoff

import (
	"encoding/json"
	"html"
	"io"
	"strings"

	"fathom/reports/markdown"
	"fathom/reports/record"
	"fathom/rubric/problem"
)

// WriteJira writes the tasks to do as a CSV file for Jira's importers, of Cloud and of Data Center. Its heads are the
// names of fields, without punctuation; several labels are several columns of one name; dates are 2026-12-01, for which
// the importer is told the format yyyy-MM-dd. The first column identifies a task for ever, and is a label, too, by
// which tasks of an earlier import are found.
func WriteJira(w io.Writer, l *List) error {
	rows := [][]string{{"External issue ID", "Issue Type", "Summary", "Description", "Priority", "Start date", "Due date",
		"Assignee", "Labels", "Labels", "Labels"}}
	for _, t := range l.ToDo() {
		priority := "Medium"
		if t.Urgent {
			priority = "High"
		}
		rows = append(rows, cells(l.key(t), "Task", short(t.Title), wiki(strings.Join(l.facts(t), "\n")), priority,
			t.Start, t.Due, mail(t.Who), "fathom", l.Result.Assessment.Key(l.Rubric), l.key(t)))
	}
	return record.WriteCSV(w, rows)
}

// wiki keeps text from being markup where Jira takes descriptions for it: macros, links and mentions, images.
func wiki(s string) string {
	return strings.NewReplacer("{", `\{`, "[", `\[`, "!", `\!`).Replace(s)
}

// WriteAzure writes the tasks to do as a CSV file for the import of Azure Boards. All columns are fields that each of
// its processes has for a Task. An empty ID makes new ones, which can only be in their first state: there is no column
// for it, nor for dates, which a Task has in some processes only; the description tells them. It is HTML, in one line,
// since the importer drops line breaks.
func WriteAzure(w io.Writer, l *List) error {
	rows := [][]string{{"ID", "Work Item Type", "Title", "Description", "Priority", "Assigned To", "Tags"}}
	for _, t := range l.ToDo() {
		priority := "2"
		if t.Urgent {
			priority = "1"
		}
		facts := l.facts(t)
		for i := range facts {
			facts[i] = html.EscapeString(facts[i])
		}
		rows = append(rows, cells("", "Task", short(t.Title), strings.Join(facts, "<br>"), priority, mail(t.Who),
			strings.Join([]string{"fathom", l.Result.Assessment.Key(l.Rubric), l.key(t)}, "; ")))
	}
	return record.WriteCSV(w, rows)
}

// cells makes texts safe for whoever opens the file in a spreadsheet.
func cells(texts ...string) []string {
	for i := range texts {
		texts[i] = record.Cell(texts[i])
	}
	return texts
}

// WriteGitHub writes the tasks to do as lines of JSON, each of which is the body of a request that makes one issue. The
// key stands in the title: a task whose key an issue has already is not made again. With the command line of GitHub:
//
//	gh api --paginate "repos/OWNER/REPO/issues?state=all&per_page=100" --jq '.[].title' > there
//	while IFS= read -r issue; do
//	  grep -qF "[$(jq -r '.title | split("[") | last' <<<"$issue")" there ||
//	    gh api repos/OWNER/REPO/issues --input - <<<"$issue" --silent
//	done < plan.jsonl
func WriteGitHub(w io.Writer, l *List) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, t := range l.ToDo() {
		facts := l.facts(t)
		for i := range facts {
			facts[i] = "- " + markdown.Escape(facts[i]) + "\n"
		}
		issue := struct {
			Title  string   `json:"title"`
			Body   string   `json:"body"`
			Labels []string `json:"labels"`
		}{short(t.Title) + " [" + l.key(t) + "]", strings.Join(facts, ""), labels(l.Result.Assessment.Key(l.Rubric))}
		if err := enc.Encode(issue); err != nil {
			return err
		}
	}
	return nil
}

// labels are those of an issue. GitHub takes no name of one with more than 50 characters.
func labels(subject string) []string {
	if len(subject) > 50 {
		return []string{"fathom"}
	}
	return []string{"fathom", subject}
}

// short is a title that every tracker takes.
func short(s string) string { return problem.Shorten(s, maxTitle) }
