package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/reports/roadmap"
	"fathom/rubric/say"
)

// planQuestion is what a plan is asked, as the flags say it.
type planQuestion struct {
	reach, level []string
	policy       string
	budget, gain string
	cost         string

	rules []gate.Rule // that are to be met
}

func (q *planQuestion) flags(cmd *cobra.Command, in say.Language) {
	f := cmd.Flags()
	repeatable(f, &q.reach, "reach", "", in.Say("the cheapest way to `ID=N` points, attainment=SHARE, targets or floors; repeatable", "最省地达到 `ID=N` 分、attainment=比例、targets 或 floors；可重复"))
	repeatable(f, &q.level, "reach-level", "", in.Say("likewise, to `ID=LEVEL`; repeatable", "同上，达到 `ID=级别`；可重复"))
	f.StringVar(&q.policy, "policy", "", in.Say("likewise, to what a policy `FILE` asks of scores", "同上，达到规则`文件`对得分的要求"))
	f.StringVar(&q.budget, "budget", "", in.Say("the most that `N` person-days bring, or \"capacity\"", "`N` 人天最多能带来什么；写 capacity 则用各人的全部时间"))
	f.StringVar(&q.gain, "for", "", in.Say("what --budget is to bring: `WHAT`, attainment (if nothing is said), overall or levels", "--budget 要换来`什么`：attainment（不写时）、overall 或 levels"))
	f.StringVar(&q.cost, "save", "", in.Say("what --reach is to save: `WHAT`, person-days (if nothing is said), days or a role's id", "--reach 要省`什么`：person-days（不写时）、days 或某个角色的标识"))
}

// reaches reports whether an aim is asked for.
func (q *planQuestion) reaches() bool { return len(q.reach)+len(q.level) > 0 || q.policy != "" }

// ask is the question in the words of the planner.
func (q *planQuestion) ask(a *app, m *assess.Model) (plan.Question, error) {
	switch {
	case q.reaches() && q.budget != "":
		return plan.Question{}, usage(say.Both("--reach and --budget are two questions; ask one", "--reach 和 --budget 是两个问题，请只问一个"), say.Message{})
	case q.gain != "" && q.budget == "":
		return plan.Question{}, usage(say.Both("--for is for --budget", "--for 须和 --budget 一起用"), say.Message{})
	case q.cost != "" && !q.reaches():
		return plan.Question{}, usage(say.Both("--save is for --reach", "--save 须和 --reach 一起用"), say.Message{})
	case q.reaches():
		return q.aim(a, m)
	case q.budget != "":
		return q.spend()
	}
	return plan.Question{Kind: plan.Focus}, nil
}

// gains are the words for what a budget can bring, the usual one first.
func gains() []string {
	return []string{string(plan.GainAttainment), string(plan.GainOverall), string(plan.GainLevels)}
}

// spend is the question of a budget.
func (q *planQuestion) spend() (plan.Question, error) {
	if q.gain == "" {
		q.gain = gains()[0]
	}
	if !slices.Contains(gains(), q.gain) {
		return plan.Question{}, usageOf(say.Both("--for %s: unknown word", "--for %s：没有这个词", q.gain), q.gain, gains())
	}
	out := plan.Question{Kind: plan.Budget, Gain: plan.Gain(q.gain)}
	if q.budget == wholeCapacity {
		return out, nil
	}
	days, ok := workOf(q.budget)
	if !ok || days == 0 {
		return out, usage(say.Both("--budget wants person-days, such as 60, or capacity, not %s", "--budget 要写人天数，例如 60，或写 capacity，不能写 %s", q.budget), say.Message{})
	}
	out.Budget = days
	return out, nil
}

// wholeCapacity is the budget of everything the people can do.
const wholeCapacity = "capacity"

// fits refuses a budget of a capacity that nobody has said.
func (q *planQuestion) fits(question *plan.Question, capacity plan.Capacity) error {
	if question.Kind == plan.Budget && question.Budget == 0 && len(capacity.PerQuarter) == 0 {
		return usage(say.Both("--budget capacity needs to know the capacity: --capacity, or capacity: in the file", "--budget capacity 要知道各人能投入多少：用 --capacity，或在答卷里写 capacity:"), say.Message{})
	}
	return nil
}

// aim is the question of reaching something: what the policy asks, and the flags.
func (q *planQuestion) aim(a *app, m *assess.Model) (plan.Question, error) {
	out := plan.Question{Kind: plan.Reach}
	if err := q.saving(&out, ownerIDs(m)); err != nil {
		return out, err
	}
	rules := checking{app: a, model: m, policy: q.policy}
	if err := rules.readRules(); err != nil {
		return out, err
	}
	for _, aim := range q.reach {
		id, value, isNumber := strings.Cut(aim, "=")
		var err error
		switch {
		case !isNumber && (id == string(plan.GoalTargets) || id == string(plan.GoalFloors)):
			out.Goals = append(out.Goals, plan.Goal{Kind: plan.GoalKind(id)})
		case !isNumber:
			err = usage(say.Both("--reach wants ID=N, targets or floors, not %s", "--reach 要写成 ID=N、targets 或 floors，不能写 %s", aim), say.Both("for example --reach overall=3", "例如 --reach overall=3"))
		case id == string(plan.GoalAttainment):
			err = rules.addRules("reach attainment", gate.MinAttainment, "", value)
		default:
			err = rules.addRules("reach", gate.MinScore, id, value)
		}
		if err != nil {
			return out, err
		}
	}
	err := rules.addEach("reach-level", gate.MinLevel, q.level)
	q.rules = rules.rules
	return out, err
}

// saving says what a way to an aim is to save.
func (q *planQuestion) saving(out *plan.Question, owners []string) error {
	out.Cost = plan.Cost(q.cost)
	switch {
	case q.cost == "":
		out.Cost = plan.CostPersonDays
	case out.Cost == plan.CostPersonDays || out.Cost == plan.CostDays:
	case slices.Contains(owners, q.cost):
		out.Cost, out.Owner = plan.CostOwner, q.cost
	default:
		words := append([]string{string(plan.CostPersonDays), string(plan.CostDays)}, owners...)
		return usageOf(say.Both("--save %s: unknown word", "--save %s：没有这个词", q.cost), q.cost, words)
	}
	return nil
}

// goals adds what the rules ask of a result.
func (q *planQuestion) goals(a *app, question *plan.Question, res *assess.Result) error {
	goals, others := gate.Goals(q.rules, res)
	for _, r := range others {
		a.say(say.Both("warning: %s is not about scores; no step meets it, and it is left out", "警告：%s 不是对得分的要求，靠行动无法满足，未列入计划", string(r.Kind)))
	}
	for _, g := range slices.Concat(question.Goals, goals) {
		if !g.Asks(res) {
			return asksNothing(g.Kind)
		}
	}
	question.Goals = append(question.Goals, goals...)
	if question.Kind == plan.Reach && len(question.Goals) == 0 {
		return usage(say.Both("nothing of it is about scores that apply here", "这些要求里没有一条是对这里适用的得分的"), say.Message{})
	}
	return nil
}

// asksNothing refuses a goal about what the rubric has not set.
func asksNothing(kind plan.GoalKind) error {
	instead := say.Both("the rubric sets them; ask for a score instead: --reach overall=3", "这要由评估标准规定；可以改问得分：--reach overall=3")
	switch kind {
	case plan.GoalFloors:
		return usage(say.Both("no practice that counts here has a floor, so there are none to reach", "这里计分的事项都没有底线，无从达到"), instead)
	case plan.GoalAttainment:
		return usage(say.Both("no practice that counts here has a target, so there is no attainment to reach", "这里计分的事项都没有目标，也就没有目标达成度"), instead)
	}
	return usage(say.Both("no practice that counts here has a target, so there are none to reach", "这里计分的事项都没有目标，无从达到"), instead)
}

// of asks the question; what a policy asks is judged as the gate does.
func (q *planQuestion) of(res *assess.Result, question plan.Question, capacity plan.Capacity, until int) *plan.Answer {
	if q.policy != "" {
		return gate.Ask(res, q.rules, q.rules, question, capacity, until)
	}
	return plan.Ask(res.Model, res, question, capacity, until)
}

func ownerIDs(m *assess.Model) []string {
	ids := make([]string, len(m.Rubric.Owners))
	for i := range m.Rubric.Owners {
		ids[i] = m.Rubric.Owners[i].ID
	}
	return ids
}

// planPeople is who does a plan, as the flags say it.
type planPeople struct {
	perQuarter, atOnce string
}

func (p *planPeople) flags(cmd *cobra.Command, in say.Language) {
	f := cmd.Flags()
	f.StringVar(&p.perQuarter, "capacity", "", in.Say("person-days a quarter by role: `ROLE=N,...`, such as DIR=20d,REG=30d", "各角色每季度的人天：`角色=N,...`，例如 DIR=20d,REG=30d"))
	f.StringVar(&p.atOnce, "at-once", "", in.Say("at most `N` steps of one role at a time (2 where its capacity is said)", "一个角色最多同时做 `N` 步（写明人天的，默认 2）"))
}

// capacity is what the flags say, else the file.
func (p *planPeople) capacity(m *assess.Model, as *assess.Assessment) (plan.Capacity, error) {
	out := plan.Capacity{PerQuarter: maps.Clone(as.Capacity.PerQuarter), AtOnce: as.Capacity.AtOnce}
	if p.atOnce != "" {
		steps, err := strconv.Atoi(p.atOnce)
		if err != nil || steps < 1 || steps > assess.MaxAtOnce {
			return out, usage(say.Both("--at-once wants a whole number from 1 to %d, not %s", "--at-once 要写 1 到 %d 之间的整数，不能写 %s", assess.MaxAtOnce, p.atOnce), say.Message{})
		}
		out.AtOnce = steps
	}
	if p.perQuarter == "" {
		return out, nil
	}
	out.PerQuarter = map[string]float64{}
	for _, entry := range strings.Split(p.perQuarter, ",") {
		if err := p.add(out.PerQuarter, strings.TrimSpace(entry), ownerIDs(m)); err != nil {
			return out, err
		}
	}
	return out, nil
}

// add takes what --capacity says of one role.
func (p *planPeople) add(to map[string]float64, entry string, owners []string) error {
	role, work, _ := strings.Cut(entry, "=")
	days, ok := workOf(work)
	_, twice := to[role]
	example := say.Both("for example --capacity %s=20d", "例如 --capacity %s=20d", role)
	switch {
	case entry == "":
		return usage(say.Both("--capacity has a comma with nothing before or behind it: %s", "--capacity 里多了一个逗号：%s", p.perQuarter), say.Message{})
	case !slices.Contains(owners, role):
		return usageOf(say.Both("--capacity: the rubric has no role %s", "--capacity：评估标准里没有角色 %s", role), role, owners)
	case !ok:
		return usage(say.Both("--capacity wants ROLE=N, not %s", "--capacity 要写成 角色=N，不能写 %s", entry), example)
	case twice:
		return usage(say.Both("--capacity names %s twice", "--capacity 里 %s 写了两次", role), say.Message{})
	}
	to[role] = days
	return nil
}

// workOf reads person-days: 20, 20d or 2.5d.
func workOf(s string) (float64, bool) {
	days, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "d"), 64)
	return days, err == nil && days >= 0 && days <= assess.MaxCapacity
}

// planWhen is when a plan runs, as the flags say it.
type planWhen struct {
	start, until string
	not          []string
}

func (w *planWhen) flags(cmd *cobra.Command, in say.Language) {
	f := cmd.Flags()
	f.StringVar(&w.start, "start", "", in.Say("the plan begins on `DATE`, and steps are told by dates", "计划开始的`日期`，各步写明日期"))
	f.StringVar(&w.until, "until", "", in.Say("everything is done by `DATE`; what does not fit is named", "全部完成的`日期`；排不下的会列出"))
	repeatable(f, &w.not, "not", "", in.Say("nothing is done on `DATE..DATE`, such as holidays; repeatable", "`日期..日期` 不安排工作，例如假期；可重复"))
}

// calendar is the dates of a plan, and the day by which it ends, 0 for none. Without a start it is told in days, and
// begins on the date of the file where a date is needed.
func (w *planWhen) calendar(fileDate string) (roadmap.Calendar, int, error) {
	calendar := roadmap.Calendar{Dated: w.start != "" || w.until != "" || len(w.not) > 0}
	from := w.start
	if from == "" {
		from = fileDate
	}
	start, wrong := plan.ParseDate(from)
	switch {
	case wrong == say.Message{}:
	case w.start == "":
		return calendar, 0, usage(say.Both("a plan cannot begin on the date of the answers, %s", "计划不能从答卷的日期 %s 开始", fileDate), say.Both("say when it begins: --start DATE", "请用 --start 日期 写明何时开始"))
	default:
		return calendar, 0, wrongDate("--start", wrong)
	}
	not := make([]plan.Range, len(w.not))
	for i, s := range w.not {
		if not[i], wrong = plan.ParseRange(s); wrong == (say.Message{}) {
			continue
		}
		if strings.Contains(s, ",") {
			return calendar, 0, usage(say.Both("--not takes one range, not a list: %s", "--not 一次只写一段日期，不能写成一串：%s", s), say.Both("repeat it for each: --not 2027-02-10..2027-02-24 --not 2027-05-01", "多段日期请重复写：--not 2027-02-10..2027-02-24 --not 2027-05-01"))
		}
		return calendar, 0, wrongDate("--not", wrong)
	}
	calendar.Dates = plan.NewDates(start, not...)
	if w.until == "" {
		return calendar, 0, nil
	}
	until, wrong := plan.ParseDate(w.until)
	switch {
	case wrong != (say.Message{}):
		return calendar, 0, wrongDate("--until", wrong)
	case !until.After(start):
		return calendar, 0, usage(say.Both("--until %s is not after the start, %s", "--until %s 不在开始日 %s 之后", w.until, from), say.Message{})
	}
	return calendar, calendar.Dates.Through(until), nil
}

// within refuses a plan that goes on beyond all days that the team's file can name.
func within(p *plan.Plan, dates *plan.Dates) error {
	end := 0
	for k := range p.Phases {
		end = max(end, p.Phases[k].Days)
	}
	if day := dates.Date(max(end-1, 0)).Format(time.DateOnly); !assess.IsPlanDay(day) {
		return usage(say.Both("the plan would go on until %s, beyond %s", "计划要到 %s 才结束，超过了 %s", day, assess.LastDay), say.Both("let it begin earlier, or end it with --until", "请提前开始，或用 --until 写明何时结束"))
	}
	return nil
}

// wrongDate says which flag has a date that is none.
func wrongDate(flag string, wrong say.Message) error {
	return usage(say.Both("%[1]s: %[2]s", "%[1]s：%[2]s", flag, wrong), say.Message{})
}
