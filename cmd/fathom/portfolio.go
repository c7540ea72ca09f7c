package main

import (
	"cmp"
	"errors"
	"io"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/reports/rollup"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// surveying is one run of `fathom portfolio`.
type surveying struct {
	*app
	formats *formats

	by           []string
	jobs         int
	keepGoing    bool
	lineBuffered bool
	anonymous    bool
	minGroup     int
	merge        bool
	against      string
	rollup       string

	model  *assess.Model
	digest string
	fold   *portfolio.Fold
	state  []byte // of the fold, when it is asked for
	doc    *rollup.Rollup
}

func (a *app) portfolioCommand() *cobra.Command {
	s := &surveying{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("portfolio [PATH...|-]", "portfolio [路径...|-]"),
		Short: a.lang.Say("Many assessments: a line each as they stream by, and a roll-up", "许多份评估：逐份输出得分，最后给出汇总"),
		Long: a.lang.Say(`Scores many assessments: folders of answer files, files of lines of JSON (one
assessment each; also as .gz and .zst), or standard input. The roll-up comes at
the end; rows (ndjson, csv) stream out in the order of the input. Memory does
not grow with their number.`, `为许多份评估打分：答卷目录、每行一份评估的 JSON 文件（也可以是 .gz、.zst），或
标准输入。汇总在最后给出；逐份结果（ndjson、csv）按输入顺序随读随写。占用的内存
不随份数增加。`),
		Example: a.lang.Say(`  fathom portfolio dealers/ --by region
  fathom portfolio dealers.ndjson.gz -f ndjson=scores.ndjson -f html=rollup.html
  cat dealers.ndjson | fathom portfolio - -f ndjson --keep-going
  fathom portfolio part-1.ndjson -f rollup=1.json
  fathom portfolio --merge 1.json 2.json`, `  fathom portfolio 经销商/ --by 大区
  fathom portfolio 经销商.ndjson.gz -f ndjson=得分.ndjson -f html=汇总.html
  cat 经销商.ndjson | fathom portfolio - -f ndjson --keep-going
  fathom portfolio 一.ndjson -f rollup=1.json
  fathom portfolio --merge 1.json 2.json`),
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error { return s.run(args) },
	}
	s.formats = a.formatFlag(cmd, s.offered())
	f := cmd.Flags()
	repeatable(f, &s.by, "by", "", a.lang.Say("groups by the `TAG`, or by depth; repeatable (a tag called depth: tag:depth)", "按`标签`分组，depth 表示按答题范围；可重复（名叫 depth 的标签写 tag:depth）"))
	f.IntVar(&s.jobs, "jobs", runtime.GOMAXPROCS(0), a.lang.Say("how many assessments are scored at once: `N` (default, and at most: one a processor)", "同时打分的份数 `N`（默认每个处理器一份，最多也是如此）"))
	f.BoolVar(&s.keepGoing, "keep-going", false, a.lang.Say("go on past records that cannot be read", "遇到读不了的记录也继续"))
	f.BoolVar(&s.lineBuffered, "line-buffered", false, a.lang.Say("write each row as soon as its line is read", "每读一行就写出一行"))
	f.StringVar(&s.rollup, "rollup", "full", a.lang.Say("`full|none`: none for rows alone (default: full)", "`full|none`：none 表示只要逐份结果（默认 full）"))
	f.BoolVar(&s.anonymous, "anonymous", false, a.lang.Say("a roll-up that names no subject and shows nothing of few", "汇总不写出对象名，少数几个对象的数字一概不显示"))
	f.IntVar(&s.minGroup, "min-group", 0, a.lang.Say("groups of fewer than `N` subjects are not shown; with --anonymous nothing of so few is (then 5)", "不显示少于 `N` 个对象的组；用 --anonymous 时这么少对象的数字一概不显示（默认 5）"))
	f.BoolVar(&s.merge, "merge", false, a.lang.Say("the paths are states that -f rollup wrote", "给出的路径是 -f rollup 写出的中间状态"))
	f.StringVar(&s.against, "against", "", a.lang.Say("the state `FILE` of a roll-up: rows get their percentile in it", "汇总的中间状态`文件`：逐份结果另给出在其中的百分位"))
	return cmd
}

// rowWords are the formats that have one row a subject.
var rowWords = []string{"ndjson", "csv"}

func (s *surveying) offered() []format {
	rows := func(io.Writer) error { return nil } // written while the stream runs
	return append(s.rollupFormats(),
		format{word: stateWord, write: func(w io.Writer) error {
			_, err := w.Write(s.state)
			return err
		}},
		format{word: "ndjson", write: rows}, format{word: "csv", write: rows})
}

func (s *surveying) run(args []string) error {
	targets, err := s.formats.targets()
	if err != nil {
		return err
	}
	rows, rollups := rowsAndRollups(targets)
	if err := s.checkFlags(args, rows, rollups); err != nil {
		return err
	}
	if s.model, s.digest, err = s.modelOr(channelteam.Rubric); err != nil {
		return err
	}
	if s.merge {
		if err := s.checkPaths(statesAt(args), targets); err != nil {
			return err
		}
		if s.fold, err = s.mergeStates(args); err != nil {
			return err
		}
		return s.publish(rollups)
	}
	inputs, others, err := intake.Find(args)
	if err != nil {
		return wrapFile(err)
	}
	s.tellOthers(others)
	if err := s.checkPaths(inputs, targets); err != nil {
		return err
	}
	return s.survey(inputs, rows, rollups)
}

// rowsAndRollups tells the target of the rows from those of the roll-up.
func rowsAndRollups(targets []target) (rows, rollups []target) {
	for _, t := range targets {
		if slices.Contains(rowWords, t.format.word) {
			rows = append(rows, t)
		} else {
			rollups = append(rollups, t)
		}
	}
	return rows, rollups
}

// checkFlags refuses what does not go together.
func (s *surveying) checkFlags(args []string, rows, rollups []target) error {
	switch {
	case len(args) == 0:
		return usage(say.Both("name folders, files, or - for standard input", "请给出目录、文件，或用 - 表示标准输入"), say.Message{})
	case stdinTwice(args):
		return usage(say.Both("- stands for standard input, which can be read only once", "- 表示标准输入，只能读一次"), say.Message{})
	case s.jobs < 1 || s.jobs > 1024:
		return usage(say.Both("--jobs wants a number from 1 to 1024, not %d", "--jobs 要在 1 到 1024 之间，不能是 %d", s.jobs), say.Message{})
	case s.minGroup < 0:
		return usage(say.Both("--min-group wants 0 or more, not %d", "--min-group 要不小于 0，不能是 %d", s.minGroup), say.Message{})
	case s.rollup != "full" && s.rollup != "none":
		return usageOf(say.Both("--rollup cannot be %s", "--rollup 不能是 %s", s.rollup), s.rollup, []string{"full", "none"})
	}
	for _, x := range s.exclusions(len(rows), len(rollups)) {
		if x.one && x.other {
			return usage(x.why, say.Message{})
		}
	}
	return nil
}

// exclusion is two things that were asked for and do not go together, and why.
type exclusion struct {
	one, other bool
	why        say.Message
}

// exclusions are in the order in which they are told.
func (s *surveying) exclusions(rows, rollups int) []exclusion {
	// what is settled where assessments are scored
	scores := s.anonymous || len(s.by) > 0 || s.stage != "" || s.sector != ""
	return []exclusion{
		{s.rollup == "none", rollups > 0 || s.merge, say.Both("--rollup none goes with rows alone: -f ndjson or -f csv", "--rollup none 只能配逐份结果：-f ndjson 或 -f csv")},
		{rows > 0, rows > 1, say.Both("one format of rows at a time: ndjson or csv", "逐份结果一次只能选一种格式：ndjson 或 csv")},
		{s.merge, rows > 0, say.Both("a merged roll-up has no rows; leave out ndjson and csv", "合并得出的只有汇总，没有逐份结果；请去掉 ndjson、csv")},
		{s.merge, scores, say.Both("--by, --anonymous, --stage and --sector are for the runs whose states are merged", "--by、--anonymous、--stage 和 --sector 要用在写出中间状态的那几次运行")},
		{s.anonymous, rows > 0, say.Both("rows name their subjects; --anonymous is for the roll-up alone", "逐份结果会写出对象；--anonymous 只用于汇总")},
		{s.against != "", rows == 0, say.Both("--against is for rows: -f ndjson or -f csv", "--against 用于逐份结果：-f ndjson 或 -f csv")},
	}
}

func stdinTwice(args []string) bool {
	first := slices.Index(args, "-")
	return first >= 0 && slices.Contains(args[first+1:], "-")
}

// survey streams the assessments by, writes the rows, and then the roll-up, unless the stream was halted.
func (s *surveying) survey(inputs []intake.Input, rows, rollups []target) error {
	src := intake.NewSource(inputs, answerfile.MaxBytes)
	src.Stdin, src.LineBuffered = s.in, s.lineBuffered
	st, told, err := s.stream(rows, len(rollups) > 0)
	if err != nil {
		return err
	}
	watched := s.watch(st, src, inputs, rows)
	out, err := s.rowsTo(rows, func(w io.Writer, stop <-chan struct{}) (portfolio.Outcome, error) {
		st.Stop = stop
		return st.Run(src, w)
	})
	watched()
	if err != nil {
		return wrapFile(err)
	}
	if out.Fold != nil {
		s.fold = out.Fold
		s.fold.Bad = int64(out.Bad)
		if err := s.publish(rollups); err != nil {
			return err
		}
	}
	if !out.Halted {
		s.tellEmpty(src.Empty)
		s.cautionMany(out.Scored, out.Remarks)
	}
	return s.close(out, told)
}

// mostBad is how many records that cannot be read --keep-going goes on past: more than any file has by mistake, and so
// few that a small archive of endless empty lines ends in a second.
const mostBad = 1_000_000

// stream settles how the assessments are scored.
func (s *surveying) stream(rows []target, folding bool) (*portfolio.Stream, *complaints, error) {
	var told complaints
	r := s.model.Rubric
	st := &portfolio.Stream{Model: s.model, Stage: s.stage, Sector: s.sector, KeepGoing: s.keepGoing, MostBad: mostBad,
		// a worker waits for nothing but its turn to read: more of them than processors take memory and give nothing
		Jobs: min(s.jobs, runtime.GOMAXPROCS(0)),
		Line: func(file string, line int, data []byte) (*assess.Assessment, error) {
			return answerfile.ReadJSON(file, line, data, r)
		},
		File: func(file string, _ int, data []byte) (*assess.Assessment, error) {
			return answerfile.Read(file, data, r)
		},
		Bad: func(why problem.List) { s.complain(&told, why) }}
	if folding {
		st.Fold = func() *portfolio.Fold {
			f := portfolio.NewFold(s.model, s.digest, s.stage, s.sector, s.by, s.anonymous)
			if s.anonymous {
				f.Least = s.leastShown(f)
			}
			return f
		}
	}
	if len(rows) == 0 {
		return st, &told, nil
	}
	against, err := s.readAgainst()
	if err != nil {
		return nil, nil, err
	}
	row := rollup.NewRows(s.model, s.lang, against)
	st.Row, st.BadRow = row.JSON, row.BadJSON
	if rows[0].format.word == "csv" {
		st.Row, st.BadRow = row.CSV, row.BadCSV
		st.Head = row.CSVHead()
	}
	return st, &told, nil
}

func (s *surveying) readAgainst() (*portfolio.Fold, error) {
	if s.against == "" {
		return nil, nil
	}
	f, err := s.readState(s.against)
	if err == nil && (f.Stage != s.stage || f.Sector != s.sector) {
		return nil, problem.List{{File: shown(s.against), Kind: "state", Message: say.Both(
			"its scores are of another stage or sector; score the rows with the same --stage and --sector", "其中的得分用的是别的阶段或行业；请用同样的 --stage 和 --sector 打分")}}
	}
	return f, err
}

func (s *surveying) readState(path string) (*portfolio.Fold, error) {
	data, err := s.read(path, portfolio.MaxState)
	if err != nil {
		return nil, err
	}
	return portfolio.ReadState(shown(path), data, s.model, s.digest)
}

// mergeStates folds the states of several runs into one.
func (s *surveying) mergeStates(paths []string) (*portfolio.Fold, error) {
	// the whole may take the place of one of them: checkOutputs has judged it
	defer func(read []input) { s.inputs = read }(s.inputs)
	var whole *portfolio.Fold
	for _, path := range paths {
		f, err := s.readState(path)
		if err != nil {
			return nil, err
		}
		if whole == nil {
			whole = f
			continue
		}
		if err := whole.Merge(f); err != nil {
			return nil, problem.List{{File: shown(path), Kind: "state", Message: say.Both(
				"it cannot be merged with %s: stage, sector, groups (--by) or names (--anonymous) differ", "它不能与 %s 合并：阶段、行业、分组（--by）或是否匿名（--anonymous）不一致", shown(paths[0]))}}
		}
	}
	return whole, nil
}

// publish writes the roll-up.
func (s *surveying) publish(rollups []target) error {
	if s.minGroup > 0 && s.minGroup < s.fold.Least {
		return usage(say.Both("the states were made with --min-group %d; what was promised then cannot be made less", "这些中间状态生成时用的是 --min-group %d，当时承诺的不能再放宽", s.fold.Least), say.Message{})
	}
	if m, over := s.fold.Problem(); over {
		return failure{exitInvalid, m, say.Message{}}
	}
	if err := s.makeState(rollups); err != nil {
		return err
	}
	if err := s.emit(rollups); err != nil {
		return err
	}
	s.cautions(rollups)
	return nil
}

// stateWord is the format of the state.
const stateWord = "rollup"

// makeState makes the state if it is asked for, before anything is written: it may be too large.
func (s *surveying) makeState(rollups []target) (err error) {
	at := slices.IndexFunc(rollups, func(t target) bool { return t.format.word == stateWord })
	if at >= 0 {
		s.state, err = s.fold.State(cmp.Or(rollups[at].path, "<stdout>"))
	}
	return err
}

// cautions tell what is not for handing on, and why groups are missing.
func (s *surveying) cautions(rollups []target) {
	state := slices.ContainsFunc(rollups, func(t target) bool { return t.format.word == stateWord })
	switch {
	case !s.fold.Anonymous:
	case state:
		s.note(say.Both("the state holds all numbers, also those of few subjects: it is for merging, not for handing on", "中间状态里有全部数字，少数几个对象的也在内；它只用来合并，不要外传"))
	case len(s.fold.By) > 1:
		s.note(say.Both("groups by %s come first; of the others only those are shown that tell of no small group by subtraction", "优先显示按 %s 的分组；其余分组只显示相减也推算不出小组的那些", shown(s.fold.By[0])))
	}
}

// leastShown is the smallest group that is shown.
func (s *surveying) leastShown(f *portfolio.Fold) int {
	if s.minGroup == 0 && f.Anonymous {
		return max(f.Least, 5)
	}
	return s.minGroup
}

// complaints count the problems of bad records, which are told as they come.
type complaints struct {
	all        int
	unreadable bool // a file, by the disk's fault
}

func (s *surveying) complain(told *complaints, why problem.List) {
	for _, p := range why {
		if told.all < mostProblems && p.More == 0 {
			s.say(prefixed(p))
		}
		told.all += max(p.More, 1)
		told.unreadable = told.unreadable || p.Kind == intake.Unreadable
	}
}

// close says what came of it; with bad records it ends as invalid input does, or as a file that cannot be read.
func (s *surveying) close(out portfolio.Outcome, told *complaints) error {
	if out.Bad == 0 {
		s.note(say.Both("scored %d", "共 %d 份评估", out.Scored))
		return nil
	}
	if told.all > mostProblems && out.TooMany == nil {
		s.say(say.Both("and more problems, %d in all", "另有问题，共 %d 处", told.all))
	}
	m := say.Both("scored %d; %d left out (cannot be read)", "共 %d 份评估；%d 条记录读不了，不计入任何数字", out.Scored, out.Bad)
	var at problem.List
	switch {
	case errors.As(out.TooMany, &at):
		s.say(prefixed(at[0]))
		m = say.Both("stopped at so many records that cannot be read, with %d scored before; nothing was rolled up; is this a file of assessments?",
			"读不了的记录太多，已停止，此前已处理 %d 份；没有汇总；请确认这是评估文件", out.Scored)
	case out.Halted:
		m = say.Both("stopped at the first record that cannot be read, with %d scored before it; nothing was rolled up (--keep-going goes on)",
			"在第一条读不了的记录处停下，此前已处理 %d 份；没有汇总（--keep-going 可继续）", out.Scored)
	}
	s.say(m)
	if told.unreadable {
		return errUnreadable
	}
	return errInvalid
}

// errInvalid and errUnreadable tell that records were invalid, or files not to be read, which has been said already.
var (
	errInvalid    = errors.New("invalid records")
	errUnreadable = errors.New("unreadable files")
)
