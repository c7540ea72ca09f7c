package fleet

// The words that made-up records are made of.

var (
	places = []string{
		"Aarhus", "Bergen", "Bogotá", "Chengdu", "Gdańsk", "Hanoi", "Izmir", "Kampala", "Lagos", "Lyon", "Malmö",
		"Nagoya",
		"Osaka", "Porto", "Quito", "Riga", "São Paulo", "Tallinn", "Utrecht", "Zürich", "河南", "成都", "华东", "苏州",
	}
	trades = []string{
		"Trading", "Supply", "Partners", "Systems", "Distribution", "Wholesale", "Tools", "Logistics", "Foods",
		"Software",
		"& Sons", "渠道", "商贸", `"Blue House"`, "O'Neill Ltd.", "Medical",
	}
	regions = []string{"central", "east", "north", "northeast", "northwest", "south", "southwest", "west"}
	tiers   = []string{"A", "B", "C", "D"}
	roles   = []string{"field", "inside sales", "channel director", "partner", "finance", "marketing"}
	reasons = []string{"sells software only", "no stock of its own", "run by head office", "not part of the contract", "纯软件，无实物库存"}
	sources = []string{"RACI 2025.xlsx", "partner survey Q3", "CRM export", "minutes 2026-02-11", "价格表.pdf", "contract, section 4"}
	sure    = []string{"low", "medium", "high"}
)

// Two halves of an ordinary note.
var (
	findings = []string{
		"known to the leads", "written down last year", "two regions disagree", "works in the east", "no owner since May",
		"checked every quarter", "only on request", "partners ask for it", "depends on one person", "done by hand",
		"in the contract since 2024", "agreed in the last review", "new staff do not know it", "good in large accounts",
	}
	remarks = []string{
		"", "; to be reviewed in June", "; see the minutes", "; the numbers are old", "; nobody reads the report",
		"; better than last time", "; pilot under way", "; no tool yet", "; costs are not known",
	}
)

// awkward notes hold what a hasty reader of JSON trips over.
var awkward = []string{
	`they wrote "level":5 on the wall`, `{"level":5}`, `"},"answers":{"x":`, `na: see "unknown": true`, `quoted "good" twice: "good"`,
	`C:\channel\2025\`, `\"level\":4`, "first line\nsecond line", "level\t3\tof 5", "两个大区争同一客户", "价格表“旧版”还在用，没人改",
	"zażółć gęślą jaźń", "reçu à l’étranger", "🚀 launched, then stopped", "]}", "a/b and <c> & d", "日本語のメモ", "ends in a backslash \\",
}
