package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/reports/record"
	"fathom/reports/terminal"
	"fathom/reports/verdict"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// errGate tells that a file did not pass. It is no failure of the command.
var errGate = errors.New("the gate said no")

const checkEN = `A gate for pipelines: does it meet the policy?

Rules come from --policy and from flags; without any there is no gate. A rule
is met when it holds whatever the missing answers (unanswered, don't know) turn
out to be; it is undecided while that depends on them. To let answers be
missing, say how much: --max-unanswered, --max-unknown. While that is kept,
scores count as they stand. In a panel every vote is such an answer, until the
panel agrees.

The gate says no, and the command ends with 1, when a rule is not met or is
undecided.`

const checkZH = `流水线的门槛：是否达到规定

规则来自 --policy 和命令行参数；一条都没有，就不设门槛。缺的答案（未答、不知道）
不管补成什么，规则都成立，才算达到；成不成立要看补成什么，就算无法判断。允许缺
一些答案时，用 --max-unanswered、--max-unknown 写明最多缺多少；没有超过，就按
现有的得分判断。多人答卷里，商定以前每一票都算一个答案。

有一条规则未达到或无法判断，就不放行，命令以 1 结束。`

// checking is one run of `fathom check`.
type checking struct {
	*app
	formats               *formats
	policy, baseline, now string
	overall               string
	min, minLevel         []string
	regression            []string
	numbers               []numberFlag
	floors, lintOnly      bool

	model *assess.Model
	rules []gate.Rule
	kept[*verdict.Verdict]
}

// numberFlag is a flag that is one rule by itself.
type numberFlag struct {
	flag  string
	kind  gate.Kind
	value *string
}

func (a *app) checkCommand() *cobra.Command {
	c := &checking{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("check FILE...", "check 答卷..."),
		Short: a.lang.Say("A gate for pipelines: does it meet the policy?", "流水线的门槛：是否达到规定"),
		Long:  a.lang.Say(checkEN, checkZH),
		Example: a.lang.Say(`  fathom check henan.yaml --policy gate.yaml
  fathom check teams/*.yaml --min-overall 3 --floors -f junit=gate.xml
  fathom check henan.yaml --baseline may.yaml --max-regression overall=0.1`, `  fathom check 河南.yaml --policy 门槛.yaml
  fathom check 团队/*.yaml --min-overall 3 --floors -f junit=gate.xml
  fathom check 河南.yaml --baseline 五月.yaml --max-regression overall=0.1`),
		Args: a.files(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if c.lintOnly {
				return c.lint(args)
			}
			return c.run(args)
		},
	}
	c.formats = a.formatFlag(cmd, c.offered())
	f := cmd.Flags()
	f.BoolVar(&c.lintOnly, "lint", false, a.lang.Say("only read: answer files, policies, rubrics; no rule (for hooks before a commit)", "只检查能否读取：答卷、规则、评估标准；不用规则（供提交前的钩子使用）"))
	f.StringVar(&c.policy, "policy", "", a.lang.Say("rules from a policy `FILE`", "规则`文件`"))
	f.StringVar(&c.overall, "min-overall", "", a.lang.Say("overall score of `N` or more", "总分不低于 `N`"))
	repeatable(f, &c.min, "min", "", a.lang.Say("`ID=N`: score of a part, dimension or practice (or practices, dimensions, parts: each); repeatable", "`ID=N`：某个部分、维度或事项的最低分（practices、dimensions、parts 指每一个）；可重复"))
	repeatable(f, &c.minLevel, "min-level", "", a.lang.Say("`ID=LEVEL` that is reached; repeatable", "`ID=级别`：须达到的级别；可重复"))
	f.BoolVar(&c.floors, "floors", false, a.lang.Say("the floors of the rubric", "评估标准里的底线"))
	f.StringVar(&c.baseline, "baseline", "", a.lang.Say("an earlier answer `FILE`, for --max-regression", "以前的答卷`文件`，用于 --max-regression"))
	repeatable(f, &c.regression, "max-regression", "", a.lang.Say("`ID=N`: points that may be lost since --baseline; repeatable", "`ID=N`：比 --baseline 最多可少几分；可重复"))
	f.StringVar(&c.now, "now", "", a.lang.Say("`DATE` for --max-age; the clock is never asked", "用于 --max-age 的`日期`；从不读系统时钟"))
	for _, n := range []struct {
		flag string
		kind gate.Kind
		help string
	}{
		{"min-attainment", gate.MinAttainment, a.lang.Say("target attainment of `SHARE`, 0 to 1", "目标达成度不低于`比例`，0 到 1")},
		{"max-unanswered", gate.MaxUnanswered, a.lang.Say("at most this `SHARE` of the weight without an answer", "未答的权重最多占这个`比例`")},
		{"max-unknown", gate.MaxUnknown, a.lang.Say("at most this `SHARE` of the weight that nobody knows", "“不知道”的权重最多占这个`比例`")},
		{"max-na", gate.MaxNA, a.lang.Say("at most this `SHARE` of the weight that does not apply", "“不适用”的权重最多占这个`比例`")},
		{"max-age", gate.MaxAge, a.lang.Say("at most `DAYS` from the assessment, of a panel from its oldest vote, to --now", "评估日期（多人合并的，取最早那张票）距 --now 最多几天：`天数`")},
		{"evidence-from", gate.Evidence, a.lang.Say("`LEVEL` from which evidence is required", "从哪个`级别`起必须有证据")},
		{"max-discuss", gate.MaxDiscuss, a.lang.Say("at most `N` criteria still to discuss", "待讨论的标准最多 `N` 条")},
		{"min-raters", gate.MinRaters, a.lang.Say("`N` raters or more, who voted at all", "至少 `N` 位评分人投过票")},
	} {
		c.numbers = append(c.numbers, numberFlag{n.flag, n.kind, f.String(n.flag, "", n.help)})
	}
	return cmd
}

func (c *checking) offered() []format {
	return []format{c.format("terminal"), c.format("json"), c.format("junit"), c.format("markdown"), c.format("github")}
}

// beginOf begins the format of a target, of one verdict or of several.
func (c *checking) beginOf(t target, several bool) func(io.Writer) record.Stream[*verdict.Verdict] {
	screen := c.screenOf(t)
	return func(w io.Writer) record.Stream[*verdict.Verdict] {
		toRead := oneByOne[*verdict.Verdict](func(v *verdict.Verdict) error {
			return terminal.Write(w, v.Doc(), screen)
		})
		switch t.format.word {
		case "json":
			return verdict.NewJSON(w, several)
		case "junit":
			return verdict.NewJUnit(w)
		case "markdown":
			return verdict.NewMarkdown(w)
		case "github":
			g := &annotated{Stream: toRead, w: w}
			g.notes = verdict.NewAnnotations(&g.held)
			return g
		}
		return toRead
	}
}

// annotated are verdicts with annotations of all behind the last.
type annotated struct {
	record.Stream[*verdict.Verdict]
	w     io.Writer
	notes record.Stream[*verdict.Verdict]
	held  bytes.Buffer // a few
}

func (g *annotated) Add(v *verdict.Verdict) error {
	return errors.Join(g.Stream.Add(v), g.notes.Add(v))
}

func (g *annotated) End() error {
	_, err := g.held.WriteTo(g.w)
	return err
}

func (c *checking) run(paths []string) error {
	targets, m, digest, err := c.begin(c.formats, channelteam.Rubric)
	if err != nil {
		return err
	}
	c.model = m
	if err := c.readRules(); err != nil {
		return err
	}
	ctx, err := c.context()
	if err != nil {
		return err
	}
	defer c.close()
	for _, t := range targets {
		c.want(t, c.beginOf(t, len(paths) > 1))
	}
	passed := true
	err = c.each(m, paths, func(s scored) error {
		v := c.verdictOn(s, ctx, digest)
		passed = passed && gate.Passed(v.Outcomes)
		return c.add(v)
	})
	if list, ok := err.(problem.List); ok {
		return list.Err() // sorted over all files
	}
	if err = cmp.Or(err, c.end()); err != nil {
		return err
	}
	if err := c.emit(targets); err != nil {
		return err
	}
	if !passed {
		return errGate
	}
	return nil
}

func (c *checking) verdictOn(s scored, ctx gate.Context, digest string) *verdict.Verdict {
	g := &verdict.Gate{File: s.file, Outcomes: gate.Check(c.model, s.result, c.rules, ctx), Places: s.places}
	g.Way = gate.Way(s.result, g.Outcomes)
	if ctx.Baseline != nil {
		g.Compared = assess.Some(c.model.Alike(ctx.Baseline, s.result).Count())
	}
	return verdict.New(s.result, g, digest, c.lang)
}

// readRules takes the rules of the policy, then those of the flags.
func (c *checking) readRules() error {
	if c.policy != "" {
		data, err := c.read(c.policy, gate.MaxBytes)
		if err != nil {
			return err
		}
		if c.rules, err = gate.Read(shown(c.policy), data, c.model); err != nil {
			return err
		}
	}
	if c.overall != "" {
		if err := c.addRules("min-overall", gate.MinScore, "overall", c.overall); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		flag   string
		kind   gate.Kind
		values []string
	}{{"min", gate.MinScore, c.min}, {"min-level", gate.MinLevel, c.minLevel},
		{"max-regression", gate.Regression, c.regression}} {
		if err := c.addEach(f.flag, f.kind, f.values); err != nil {
			return err
		}
	}
	if c.floors {
		rules, _ := gate.NewRules(c.model, gate.Floor, "", 0)
		c.rules = append(c.rules, rules...)
	}
	for _, n := range c.numbers {
		if *n.value == "" {
			continue
		}
		if err := c.addRules(n.flag, n.kind, "", *n.value); err != nil {
			return err
		}
	}
	return nil
}

// addEach adds the rules of a flag that is repeated.
func (c *checking) addEach(flag string, kind gate.Kind, values []string) error {
	for _, v := range values {
		id, number, ok := strings.Cut(v, "=")
		if !ok {
			return usage(say.Both("--%s wants ID=N, not %s", "--%s 要写成 ID=N，不能写 %s", flag, v), say.Both("for example --%s overall=3", "例如 --%s overall=3", flag))
		}
		if err := c.addRules(flag, kind, id, number); err != nil {
			return err
		}
	}
	return nil
}

// addRules makes the rules of one flag.
func (c *checking) addRules(flag string, kind gate.Kind, at, number string) error {
	limit, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return usage(say.Both("--%s wants a number, not %s", "--%s 要给数字，不能写 %s", flag, number), say.Message{})
	}
	rules, refused := gate.NewRules(c.model, kind, at, limit)
	switch {
	case refused == nil:
		c.rules = append(c.rules, rules...)
		return nil
	case refused.Words != nil:
		return usageOf(say.Message{EN: "--" + flag + ": " + refused.EN, ZH: "--" + flag + "：" + refused.ZH}, refused.Got,
			refused.Words)
	}
	return usage(say.Message{EN: "--" + flag + ": " + refused.EN, ZH: "--" + flag + "：" + refused.ZH}, say.Message{})
}

// context reads the baseline and the date.
func (c *checking) context() (gate.Context, error) {
	ctx := gate.Context{Now: c.now}
	if _, err := time.Parse(time.DateOnly, c.now); c.now != "" && err != nil {
		return ctx, usage(say.Both("--now wants a date like 2026-11-20, not %s", "--now 要写成 2026-11-20 这样的日期，不能写 %s", c.now), say.Message{})
	}
	if c.baseline == "" {
		return ctx, nil
	}
	all, err := c.load(c.model, []string{c.baseline})
	if err != nil {
		return ctx, err
	}
	ctx.Baseline = all[0].result
	return ctx, nil
}
