package handbook

import (
	"strconv"

	"fathom/reports/doc"
)

// checklist lists what can be ticked at a criterion, with the numbers by which its levels name it.
func (b *builder) checklist(i, k int) []doc.Block {
	c := &b.Rubric.Practices[i].Criteria[k]
	if !c.IsChecklist() {
		return nil
	}
	l := doc.List{}
	for j, text := range b.Items(i, k) {
		text = strconv.Itoa(j+1) + ". " + text
		if help := b.Text(c.Items[j].Help); help != "" {
			text = b.Say("%s (%s)", "%s（%s）", text, help)
		}
		if c.Items[j].Alone {
			text += b.Say(" (ticked alone)", "（只能单独勾选）")
		}
		l.Items = append(l.Items, text)
	}
	head := b.Say("Tick what holds. The first rule that holds makes the level, from the highest down or by number:",
		"勾选符合的各项；从高到低（写了规则编号的按编号），最先成立的规则决定级别：")
	return []doc.Block{doc.Paragraph{Text: head}, l}
}
