package lint

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// This file puts the levels of each criterion of the built-in rubric back in order by their content alone, as somebody
// does who gets the five texts shuffled on five cards: thresholds of the same quantity first, then what is lacking,
// how often, measured by what, and proved for how long.

var updateSorting = flag.Bool("update-sorting", false, "rewrite the pairs that cannot be told; read them before you commit")

const pinned = "testdata/sorting.txt"

// cues are what a text has that tells its level, in one language.
type cues struct {
	absent  *regexp.Regexp // it opens with what does not exist
	lacking *regexp.Regexp // something is there, and something lacks
	none    *regexp.Regexp // a word of denial
	under   *regexp.Regexp // a share that stays below a number
	least   *regexp.Regexp // a share that is a number or more
	written *regexp.Regexp // a document, a rule, a person in charge
	steered *regexp.Regexp // measured and put right, in so many days, so often
	proved  *regexp.Regexp // prevented, proved over years, shared with others
}

func cuesOf() map[string]cues {
	re := func(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }
	return map[string]cues{
		"en": {
			absent:  re(`^(in the last \d+ months )?(there (is|are|was|were) )?(no|nobody|nothing|none|never|neither)\b|\bnot changed\b|\bneither\b`),
			lacking: re(`\bbut\b|\beven if (only|not|without|white|there is no)\b|, or\b|; or\b|at the last minute|\bverbal|\btalked\b`),
			none:    re(`\b(no|nobody|none|nothing|never|not|cannot|neither|nor|without|only|alone|at best|whoever|by chance|afterwards)\b`),
			under:   re(`(?:fewer than|less than|under|below|at most|no more than|up to)\s?(` + number + `)\s?%|(` + number + `)\s?% or less`),
			least:   re(`(` + number + `)\s?% or (?:more|higher)|(?:at least|over|above|no fewer than|no less than)\s?(` + number + `)\s?%`),
			written: re(`\b(written|exists?|plan|list|fixed|yearly|named|owner|checklist|agreed|once a year)\b`),
			steered: re(`within \d+|weekly|monthly|every (month|week)|measured|median|compared|tracked|checked|counted|adjusted|corrected|on time|spot-check|logged|quarterly|budget`),
			proved: re(`2 years|years running|24 months|simulat|revis|control group|tested against|\bpartners? (attend|can|read|take|ideas|follow)|same day|daily|automatic|\balerts?\b|` +
				`before (they|sales|it|share|launch|the due)|ahead of|growth|outsell|success(ion|or)|\bbench\b|audit|with the supplier|\bfalls?\b|\bdown \d|\bfell\b|root cause|removed|won back|` +
				`turnover|publish|reward|self-rating|themselves|members (give|see|revise|plan)|both sides|joint|share one|reserve|profit|returns?\b|drop out|no surprises|same period|last year`),
		},
		"zh": {
			absent:  re(`^(近\d+个月)?(没有|从没|既没|无|不)|没有变化`),
			lacking: re(`，但|哪怕|、或|，或|；或|虽有|即使|口头|临时`),
			none:    re(`没|不知|不解释|无|说不|答不|查不|什么都|才|只|靠|凭|最多|碰巧|口头`),
			under:   re(`(?:不到|低于|少于|不足|不超过)\s?(` + number + `)\s?%|(` + number + `)\s?%以[下内]`),
			least:   re(`(` + number + `)\s?%以上|(?:不低于|不少于|至少|超过)\s?(` + number + `)\s?%`),
			written: re(`书面|有|计划|清单|固定|年度|每年|指定|责任人`),
			steered: re(`\d+个?(工作日|天|日|小时)以?内|每周|每月|统计|测|中位|对照|跟踪|抽查|核对|调整|纠正|按时|台账|每季度|预算|指标`),
			proved: re(`[23]年|24个月|连续|模拟|修订|对照组|检验|伙伴(同堂|可|查阅|的想法|执行|参加|参与)|当天|每日|每天|自动|预警|之前|先于|提前|增量|高\d|接班|梯队|审计|与厂家|协同|减少|下降|缩短|消除|` +
				`诱因|夺回|离职率|公开|奖励|新增|自评|自己|成员(也|修订|看得到|策划)|双方|联合|战略|共担|储备|流失率|利润|回报|同期`),
		},
	}
}

// brackets hold examples, which say nothing of the level.
var brackets = regexp.MustCompile(`\([^)]*\)|（[^）]*）`)

// shares are the numbers of the matches of under or least.
func shares(re *regexp.Regexp, text string) (out []float64) {
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		out = append(out, quantity(m[1]+m[2]))
	}
	return out
}

// usual is a share that is good when it stays below: errors, losses. More than that is what lacks.
const usual = 20

// rank says how far a text has come: below 10 nothing is there, below 20 something is and something lacks; above that
// it counts what steers and what proves, and how large its shares are.
func (c *cues) rank(text string) float64 {
	text = brackets.ReplaceAllString(halfWidth.Replace(text), "")
	count := func(re *regexp.Regexp) float64 { return float64(min(len(re.FindAllString(text, -1)), 3)) }
	under, least := shares(c.under, text), shares(c.least, text)
	large := func(x float64) bool { return x > usual }
	switch {
	case c.absent.MatchString(text) && !c.lacking.MatchString(text) && len(least) == 0:
		return 0
	case c.lacking.MatchString(text) || slices.ContainsFunc(under, large):
		return 14 - count(c.none) + count(c.written)/4
	case count(c.none) > 0 && len(least)+len(under) == 0 && count(c.steered)+count(c.proved) < 2:
		return 6 - count(c.none)
	}
	v := 20 + 1.6*count(c.proved) + 0.5*count(c.steered) - 0.2*count(c.written)
	for _, x := range least {
		v += max(0, x-40) / 15 / float64(len(least))
	}
	for _, x := range under {
		v += 1 + (usual-x)/usual
	}
	return v
}

// cards tells levels apart by their texts.
type cards struct {
	cues  map[string]cues
	langs []string
}

// before reports whether b is the higher of two texts.
func (c *cards) before(a, b rubric.Text) bool {
	net, way := 0, 0.0
	for _, lang := range c.langs {
		for _, s := range stepsOf(lang, []string{a[lang], b[lang]}) {
			switch {
			case s.worse():
				net--
			case s.here.value != s.below.value:
				net++
			}
		}
		by := c.cues[lang]
		way += by.rank(b[lang]) - by.rank(a[lang])
	}
	if net != 0 {
		return net > 0
	}
	return way > 1e-9
}

// untold lists the pairs of levels that their texts do not put in order, as "2<4": neither is told to be the higher, or
// the wrong one is.
func (c *cards) untold(levels map[int]rubric.Text) (out []string) {
	for low := 1; low <= 5; low++ {
		for high := low + 1; high <= 5; high++ {
			if !c.before(levels[low], levels[high]) {
				out = append(out, fmt.Sprintf("%d<%d", low, high))
			}
		}
	}
	return out
}

// sorted puts shuffled texts in order: who is told to be above more of the others stands higher.
func (c *cards) sorted(texts []rubric.Text) []rubric.Text {
	above := make(map[int]int, len(texts))
	for i := range texts {
		for k := range texts {
			if i != k && c.before(texts[k], texts[i]) {
				above[i]++
			}
		}
	}
	places := make([]int, len(texts))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, k int) int { return above[i] - above[k] })
	out := make([]rubric.Text, len(texts))
	for n, i := range places {
		out[n] = texts[i]
	}
	return out
}

// TestSorting shuffles the levels of every criterion of the built-in rubric and puts them back in order by what they
// say. Pairs that cannot be told stand in testdata/sorting.txt, by criterion; none may come to them, and one that can
// be told now must go. The texts are those of the YAML, so that one who rewrites them needs no other step.
func TestSorting(t *testing.T) {
	r, _, err := rubricfile.Read(channelteam.Files()...)
	if err != nil {
		t.Fatal(err)
	}
	c := &cards{cuesOf(), r.Languages}
	var lines []string
	pairs := 0
	for _, p := range r.Practices {
		for _, cr := range p.Criteria {
			id := rubric.FullID(p.ID, cr.ID)
			if bad := c.untold(cr.Levels); bad != nil {
				lines = append(lines, id+" "+strings.Join(bad, " "))
				pairs += len(bad)
				continue
			}
			texts := []rubric.Text{cr.Levels[1], cr.Levels[2], cr.Levels[3], cr.Levels[4], cr.Levels[5]}
			shuffled := slices.Clone(texts)
			swap := func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] }
			rand.New(rand.NewPCG(1, uint64(len(id)))).Shuffle(5, swap)
			for i, got := range c.sorted(shuffled) {
				if got["en"] != texts[i]["en"] {
					t.Errorf("%s: level %d comes back as %q", id, i+1, got["en"])
				}
			}
		}
	}
	t.Logf("%d pairs of 10 a criterion cannot be told, in %d criteria of 91:\n%s", pairs, len(lines), strings.Join(lines, "\n"))
	comparePinned(t, lines)
}

func comparePinned(t *testing.T, lines []string) {
	t.Helper()
	if *updateSorting {
		if err := os.WriteFile(pinned, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(pinned)
	if err != nil {
		t.Fatal(err)
	}
	was := pairsOf(strings.Split(strings.TrimSpace(string(data)), "\n"))
	now := pairsOf(lines)
	for pair := range now {
		if !was[pair] {
			t.Errorf("%s: nobody can tell which is higher: say what the higher one has that the lower has not", pair)
		}
	}
	for pair := range was {
		if !now[pair] {
			t.Errorf("%s: can be told now; take it out of %s (go test ./rubric/lint -run TestSorting -update-sorting)", pair, pinned)
		}
	}
}

// pairsOf are the pairs of lines such as "roles/overlap-control 1<2 4<5", each with its criterion.
func pairsOf(lines []string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines {
		words := strings.Fields(line)
		for _, pair := range words[min(1, len(words)):] {
			out[words[0]+" "+pair] = true
		}
	}
	return out
}
