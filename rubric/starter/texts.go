package starter

// The examples. They are about no trade in particular: any team has recurring tasks, reviews, responsibilities and
// skills. Levels come from one ladder of seven rungs, so that a scale of any length is a choice of rungs; each rung
// says what holds at least, so a text fits whatever rungs stand below it.

// pair is one text in both languages.
type pair struct{ en, zh string }

func (p pair) in(lang string) string {
	if lang == "zh" {
		return p.zh
	}
	return p.en
}

// rung is a step of the ladder.
type rung struct{ name, meaning pair }

// The rungs that targets name.
const (
	practised = 3
	measured  = 4
)

func ladder() [7]rung {
	return [7]rung{
		{pair{"Ad hoc", "无章法"}, pair{"It depends on single persons; no record.", "全凭个人，没有记录。"}},
		{pair{"Started", "起步"}, pair{"It has been done once; there is a record.", "做过一次，有记录。"}},
		{pair{"Written", "成文"}, pair{"It is written down and covers 50% or more.", "写成文件，覆盖50%以上。"}},
		{pair{"Practised", "落实"}, pair{"It is done as written and covers 80% or more.", "照着做，覆盖80%以上。"}},
		{pair{"Measured", "量化"}, pair{"It is compared with a target every month.", "每月与目标值对照。"}},
		{pair{"Corrected", "纠偏"}, pair{"Deviations are put right within 5 working days.", "偏差5个工作日内纠正。"}},
		{pair{"Proved", "见效"}, pair{"The effect is proved by the figures of 2 years.", "效果有2年的数据证明。"}},
	}
}

// rungs are those that a scale of so many levels has, the lowest first. Every scale has the one that is practised.
func rungs(levels int) []int {
	return [][]int{2: {0, 3}, 3: {0, 3, 4}, 4: {0, 1, 3, 4}, 5: {0, 1, 3, 4, 6}, 6: {0, 1, 2, 3, 4, 6},
		7: {0, 1, 2, 3, 4, 5, 6}}[levels]
}

func rating() pair {
	return pair{
		"Go up from the second level: a level holds when its statement holds today; at the first that fails, stay one level below. Where no period is given, it is the last 12 months. Say that you don't know rather than guess.",
		"从第二级往上看：写的今天成立，才算到这一级；有一级不成立，就停在下面一级。没写时间的，指最近12个月。不清楚就选“不知道”，不要猜。",
	}
}

type dimension struct {
	id             string
	name, question pair
}

func dimensions() []dimension {
	return []dimension{
		{"ways-of-working", pair{"Ways of working", "工作方法"}, pair{"Is it clear how the work is done, and is it done that way?", "该怎么做清不清楚，是不是照着做？"}},
		{"people", pair{"People", "人员"}, pair{"Does each task have somebody who can do it and answers for it?", "每项工作是不是有人会做、有人负责？"}},
	}
}

// question is the one that stands for any dimension, with its name.
func question() pair { return pair{"%s: how far has it come?", "%s，做到了哪一步？"} }

// practice is an example practice. Its actions lead to the rungs from the second to the measured one.
type practice struct {
	id, owner, requires string
	name, intent        pair
	buildUp, steady     int // weights
	evidence            []pair
	criteria            []criterion
	actions             []action
}

type criterion struct {
	id             string
	name, question pair
	rungs          [7]pair
}

type action struct {
	effort    string
	days      int
	work      int // person-days
	text, kpi pair
	measures  string // id of the criterion that kpi measures; the action serves all of its practice's
	first     pair   // what to do this week
	done      pair   // what to look at in the end
}

// rules stands first in the file; its keys are the ones that get explained.
func rules() practice {
	return practice{
		id: "rules", owner: "LEAD",
		name: pair{"Written rules", "规则成文"}, intent: pair{"Good work does not depend on who does it.", "换谁来做，都做得一样好。"},
		buildUp: 3, steady: 2,
		evidence: []pair{{"The written rules", "规则文件"}, {"Records of the checks", "抽查记录"}},
		criteria: []criterion{
			{"written", pair{"Rules in writing", "规则写下来"},
				pair{"Are the rules of the recurring tasks written down?", "常做的工作有没有书面规则？"}, [7]pair{
					{"Rules live in the heads of senior colleagues; there is no document.", "规则在老员工脑子里，没有文件。"},
					{"At least 1 recurring task has a written rule.", "至少1项常做的工作有书面规则。"},
					{"50% or more of the recurring tasks have a written rule that names who keeps it.", "50%以上常做的工作有书面规则，并写明谁来维护。"},
					{"80% or more of the recurring tasks have a written rule that was checked within the last 12 months.", "80%以上常做的工作有书面规则，且12个月内核对过。"},
					{"Each rule states a time limit or an error rate; how many cases meet it is counted every month.", "每条规则写明时限或差错率，每月统计达标的件数。"},
					{"A rule that caused an error is changed within 5 working days, and everyone is told.", "规则出了错，5个工作日内改好，并通知每个人。"},
					{"For 2 years, missing or outdated rules have caused at most 1 error a year.", "连续2年，因规则缺失或过时造成的差错每年最多1起。"},
				}},
			{"followed", pair{"Rules followed", "照规则做"},
				pair{"Is the work done as the rules say?", "是不是照规则做？"}, [7]pair{
					{"Nobody checks whether the rules are followed.", "没人核对是不是照规则做。"},
					{"After a complaint the case is checked; 1 check or more was recorded in the last 12 months.", "有投诉才核对；12个月内至少有1次核对记录。"},
					{"5 cases or more are checked every quarter, with a record.", "每季度抽查5件以上，有记录。"},
					{"80% or more of the checked cases were handled as the rules say.", "抽查的业务80%以上照规则办理。"},
					{"Cases are checked every month; the result is compared with a target and shown to the team.", "每月抽查，结果与目标值对照，并给全员看。"},
					{"Each deviation has a written cause and a person in charge within 5 working days.", "每个偏差在5个工作日内写明原因、定下责任人。"},
					{"For 2 years, 95% or more of the checked cases have passed in every quarter.", "连续2年，每个季度抽查的业务95%以上合格。"},
				}},
		},
		actions: []action{
			{"S", 15, 2, pair{"Write one page of rules for the most frequent task, and check the next complaint against it.", "给最常做的一项工作写一页规则，下一次投诉对照它核对。"},
				pair{"1 rule published", "发布1条规则"}, "written",
				pair{"Choose the most frequent task, and note its steps while somebody does it.", "选出最常做的一项工作，看人做一遍，记下步骤。"},
				pair{"The page with its date and author, and the note of the checked complaint.", "写明日期和作者的那一页规则，加一份投诉核对记录。"}},
			{"M", 45, 15, pair{"List the recurring tasks, write the rules for half of them, name who keeps each, and check 5 cases.", "列出常做的工作，写好其中一半的规则，注明谁来维护，再抽查5件。"},
				pair{"50% or more of the tasks have a rule", "50%以上的工作有规则"}, "written",
				pair{"List the tasks of one week, with how often each occurs.", "列出一周里做的工作，写上各做几次。"},
				pair{"The list of tasks with their rules and keepers, and the notes of 5 checked cases.", "写明规则和维护人的工作清单，加5件抽查记录。"}},
			{"M", 60, 20, pair{"Write the rules that are missing, check each once, and check 5 cases every quarter.", "补齐缺的规则，逐条核对一遍，每季度抽查5件。"},
				pair{"80% or more of the checked cases pass", "抽查合格率不低于80%"}, "followed",
				pair{"Mark on the list which tasks still have no rule.", "在清单上标出还没有规则的工作。"},
				pair{"The rules with the date of their last check, and the notes of the 5 cases of last quarter.", "写明核对日期的全部规则，加上季度的5件抽查记录。"}},
			{"M", 90, 12, pair{"Give each rule a time limit or an error rate, and count the cases every month.", "给每条规则定时限或差错率，每月统计一次。"},
				pair{"12 counts a year", "每年12份统计"}, "written",
				pair{"Choose one rule, and write down how long its task should take.", "选一条规则，写下这项工作该用多长时间。"},
				pair{"A table each month: how many cases met each time limit or error rate.", "每月一张表，写着各条时限或差错率的达标件数。"}},
		},
	}
}

// review waits for rules.
func review() practice {
	return practice{
		id: "review", owner: "LEAD", requires: "rules",
		name: pair{"Learning from results", "复盘"}, intent: pair{"See what worked and what failed, and change what failed.", "看清做对了什么、做错了什么，把错的改掉。"},
		buildUp: 1, steady: 2,
		evidence: []pair{{"Records of the reviews", "复盘记录"}, {"List of conclusions with dates", "结论清单（含期限）"}},
		criteria: []criterion{
			{"reviews", pair{"Reviews held", "开复盘会"},
				pair{"How does the team learn from its results?", "怎么从做过的事里总结经验？"}, [7]pair{
					{"There is no review; errors are put right one by one.", "没有复盘，出一个错改一个。"},
					{"1 review or more was recorded in the last 12 months.", "12个月内至少有1次复盘记录。"},
					{"A review is held every quarter; each conclusion has a person in charge and a date.", "每季度复盘一次，每条结论有责任人和期限。"},
					{"80% or more of the conclusions are carried out by their date.", "80%以上的结论按期落实。"},
					{"A review is held every month, on the same 3 figures or more.", "每月复盘一次，固定看3项以上指标。"},
					{"When an error comes back, its cause is found and removed within 5 working days.", "同样的错再犯，5个工作日内查明原因并消除。"},
					{"For 2 years, repeated errors have fallen by 20% or more a year.", "连续2年，重复的差错每年减少20%以上。"},
				}},
		},
		actions: []action{
			{"S", 15, 1, pair{"Review the last thing that went wrong, and write down 3 conclusions.", "就最近一次出错做一次复盘，写下3条结论。"},
				pair{"1 review recorded", "有1份复盘记录"}, "reviews",
				pair{"Choose what went wrong last, and ask those who were there.", "选最近一次出的错，问问在场的人。"},
				pair{"The dated record of the review, with 3 conclusions.", "写明日期的复盘记录，有3条结论。"}},
			{"S", 30, 3, pair{"Fix a date for a review every quarter; give each conclusion a person in charge and a date.", "排好每季度的复盘日期，每条结论写上责任人和期限。"},
				pair{"100% of the conclusions have both", "100%的结论两样都有"}, "reviews",
				pair{"Book the dates of the next 4 reviews.", "订好下4次复盘的日期。"},
				pair{"The record of the last review, with a person in charge and a date at each conclusion.", "最近一次复盘记录，每条结论写着责任人和期限。"}},
			{"S", 60, 2, pair{"Begin each review with the conclusions of the last one.", "每次复盘先核对上一次的结论。"},
				pair{"80% or more are carried out by their date", "80%以上按期落实"}, "reviews",
				pair{"List the conclusions of the last review, with what became of each.", "列出上次复盘的结论，逐条写上落实没有。"},
				pair{"The list of conclusions, with the date on which each was carried out.", "结论清单，逐条写着落实日期。"}},
			{"M", 90, 10, pair{"Choose 3 figures and hold the review every month.", "选定3项指标，每月复盘一次。"},
				pair{"12 reviews a year", "每年12次复盘"}, "reviews",
				pair{"Choose 3 figures, and collect their values of last month.", "选定3项指标，收齐上个月的数。"},
				pair{"The records of the monthly reviews, each with the same 3 figures.", "每月的复盘记录，用的是同样3项指标。"}},
		},
	}
}

func responsibility() practice {
	return practice{
		id: "responsibility", owner: "LEAD",
		name: pair{"Clear responsibility", "责任到人"}, intent: pair{"Each task has one person in charge, and everyone knows who.", "每项工作有一个人负责，人人知道是谁。"},
		buildUp: 2, steady: 2,
		evidence: []pair{{"List of tasks with the persons in charge", "工作与责任人清单"}, {"Answers of 10 people asked at random", "随机询问10人的回答"}},
		criteria: []criterion{
			{"named", pair{"Persons in charge", "责任人明确"},
				pair{"Does each task have one person in charge?", "每项工作是不是有一个人负责？"}, [7]pair{
					{"Whoever is free does the work; nobody is named.", "谁有空谁做，没有指定的人。"},
					{"At least 1 recurring task has a person in charge, in writing.", "至少1项常做的工作书面指定了责任人。"},
					{"One list names 1 person in charge and 1 stand-in for 50% or more of the recurring tasks.", "一张清单写明50%以上常做的工作各有1名责任人、1名替补。"},
					{"A list of persons in charge covers 80% or more of the tasks; asked at random, 80% or more of the people know what they are in charge of.", "责任人清单覆盖80%以上的工作；随机询问，80%以上的人说得出自己负责什么。"},
					{"Each task has 1 target figure; the person in charge reports the result every month.", "每项工作有1个目标值，责任人每月报告结果。"},
					{"A gap or an overlap is settled within 5 working days, and the list is updated.", "没人管或多人管的，5个工作日内定下来，并更新清单。"},
					{"For 2 years, unclear responsibility has caused at most 1 delay a year.", "连续2年，因责任不清造成的延误每年最多1起。"},
				}},
		},
		actions: []action{
			{"S", 10, 1, pair{"Name a person in charge of the most frequent task, in writing.", "给最常做的一项工作书面指定责任人。"},
				pair{"1 task has a person in charge", "1项工作有责任人"}, "named",
				pair{"Ask who did the most frequent task last week.", "问清上周是谁在做最常做的那项工作。"},
				pair{"The notice with the task and the name.", "写着工作和姓名的书面通知。"}},
			{"S", 30, 3, pair{"List the recurring tasks, with a person in charge and a stand-in for each.", "列出常做的工作，逐项写上责任人和替补。"},
				pair{"50% or more of the tasks are on the list", "清单覆盖50%以上的工作"}, "named",
				pair{"List the recurring tasks, and put a name beside those that have one.", "列出常做的工作，已经有人管的写上姓名。"},
				pair{"The list with a person in charge and a stand-in for each task.", "每项工作都写着责任人和替补的清单。"}},
			{"M", 45, 8, pair{"Complete the list of persons in charge, go through it with each person, then ask 10 people at random.", "补齐责任人清单，逐人讲一遍，再随机询问10个人。"},
				pair{"80% or more know what they are in charge of", "80%以上说得出自己负责什么"}, "named",
				pair{"Mark the tasks on the list that have no name.", "在清单上标出没有姓名的工作。"},
				pair{"The complete list with its date, and the answers of 10 people.", "写明日期的完整清单，加10个人的回答。"}},
			{"M", 90, 10, pair{"Set a target figure for each task, and collect the results every month.", "给每项工作定一个目标值，每月收一次结果。"},
				pair{"100% of the results arrive every month", "每月结果100%报齐"}, "named",
				pair{"Choose one task, and write down a target figure for it.", "选一项工作，写下一个目标值。"},
				pair{"The monthly table of results beside the target figures.", "每月结果与目标值的对照表。"}},
		},
	}
}

func skills() practice {
	return practice{
		id: "skills", owner: "HR",
		name: pair{"Skills", "技能"}, intent: pair{"Everyone can do what the job asks, newcomers within weeks.", "人人胜任岗位，新人几周就能上手。"},
		buildUp: 2, steady: 2,
		evidence: []pair{{"Lists of skills", "技能清单"}, {"Attendance lists and test results", "签到表和考核结果"}},
		criteria: []criterion{
			{"training", pair{"Training", "培训"},
				pair{"How do people learn what their job asks?", "岗位要求的本事是怎么教会的？"}, [7]pair{
					{"There is no training; newcomers learn by watching.", "没有培训，新人边看边学。"},
					{"1 training or more with an attendance list took place in the last 12 months.", "12个月内至少办过1次培训，有签到表。"},
					{"Each job has a written list of skills; newcomers finish their training within 30 days.", "每个岗位有书面的技能清单；新人30天内完成培训。"},
					{"80% or more of the people were tested against a list of skills within the last 12 months.", "80%以上的人12个月内按技能清单考核过。"},
					{"The pass rate is counted every month and compared with a target.", "每月统计考核通过率，并与目标值对照。"},
					{"Whoever fails a test gets a date for more training within 5 working days.", "没通过考核的人，5个工作日内排好补训日期。"},
					{"For 2 years, 3 people or more have held each key skill.", "连续2年，每项关键技能有3人以上掌握。"},
				}},
		},
		actions: []action{
			{"S", 20, 2, pair{"Have the most skilled person teach one session; keep the attendance list and the notes.", "请手艺最好的人讲一次课，留下签到表和讲义。"},
				pair{"1 session with an attendance list", "1次培训，有签到表"}, "training",
				pair{"Ask the most skilled person for a date and a topic.", "请手艺最好的人定一个日期和题目。"},
				pair{"The attendance list and the notes of the session.", "培训签到表和讲义。"}},
			{"M", 45, 12, pair{"Write a list of skills for each job, and plan 30 days of training for newcomers.", "每个岗位写一张技能清单，给新人排好30天的培训。"},
				pair{"1 list for each job", "每个岗位1张清单"}, "training",
				pair{"Write the list of skills for one job, with somebody who does it.", "和做这个岗位的人一起写一张技能清单。"},
				pair{"The lists of skills, and the plan of 30 days for newcomers.", "各岗位的技能清单，加一份新人30天计划。"}},
			{"M", 60, 15, pair{"Test each person against a list of skills, and record the results.", "按技能清单逐人考核，记下结果。"},
				pair{"80% or more of the people are tested", "80%以上的人考核过"}, "training",
				pair{"Choose one skill, and write down how to test it.", "选一项技能，写下怎么考。"},
				pair{"The table of test results by person and skill.", "分人、分技能的考核结果表。"}},
			{"S", 90, 4, pair{"Set a target for the pass rate, and count it every month.", "给通过率定一个目标值，每月统计一次。"},
				pair{"12 counts a year", "每年12份统计"}, "training",
				pair{"Work out the pass rate of last month.", "算出上个月的通过率。"},
				pair{"The monthly pass rates beside the target.", "每月通过率与目标的对照表。"}},
		},
	}
}
