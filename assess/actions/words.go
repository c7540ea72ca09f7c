package actions

import "fathom/rubric/say"

// Heads are the heads of the columns that a team fills in on the sheet of a plan, and by which the sheet is read back:
// one word a column, whoever writes it.
type Heads struct{ ID, Who, Due, State, Done, Note say.Message }

// SheetHeads are the words of the heads.
func SheetHeads() Heads {
	return Heads{ID: say.Both("Step id", "步骤编号"), Who: say.Both("Who", "谁来做"), Due: say.Both("Due date", "到期日"),
		State: say.Both("Status", "进展"), Done: say.Both("Done on", "完成日"), Note: say.Both("Remarks", "落实备注")}
}

// Word is a state as people read it.
func (s State) Word() say.Message {
	switch s {
	case Doing:
		return say.Both("doing", "进行中")
	case Done:
		return say.Both("done", "已完成")
	case Dropped:
		return say.Both("dropped", "不做")
	}
	return say.Both("open", "未开始")
}

// The facts of a workbook that holds the sheet of a plan.
const (
	SheetFormat = "fathom.plan-sheet/1"
	FactFormat  = "format"
	FactSubject = "subject"
	FactRubric  = "rubric"
)

// ValidID reports whether a text can be the id of an action.
func ValidID(id string) bool { return idForm().MatchString(id) }
