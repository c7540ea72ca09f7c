package foreign

import "fathom/rubric/say"

// veiled tells of questions in rows that are hidden. They are questions of the list all the same: rows are hidden by
// filters, too.
func veiled(lists []*list) []say.Message {
	count, first := 0, ""
	for _, l := range lists {
		grid, can := l.s.Grid.(interface{ IsHidden(row int) bool })
		for _, it := range l.items {
			if !can || !grid.IsHidden(it.row) {
				continue
			}
			if count++; count == 1 {
				first = where(l.s, it.row, 0)
			}
		}
	}
	if count == 0 {
		return nil
	}
	return []say.Message{say.Both("questions in hidden rows, read like the others: %[1]d, first: %[2]s; to leave them out, delete their rows", "隐藏行里的问题，也照样读入：%[1]d 题，最先在 %[2]s；不要的话，请删除这些行", count, first)}
}
