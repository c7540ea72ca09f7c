package photo

import (
	"cmp"
	"math"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	multi "github.com/makiuchi-d/gozxing/multi/qrcode/detector"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
)

// This file finds where the modules of a code are in a picture that was taken at a slant. The library estimates the
// fourth corner as if the code were seen from straight above, and misses it when it is not. Here the fourth corner is
// the one with which the modules that are the same in all codes of a size are seen where they belong.

const (
	mostCorners = 24   // corner patterns that are looked at in one picture
	mostFits    = 60   // codes of some size that are looked for in one
	mostVersion = 20   // pages draw version 10, earlier ones drew 16
	reach       = 0.3  // how far the fourth corner is looked for, in sides of the code
	enough      = 0.75 // of the modules that are known must be seen before a code is read
)

// reader reads the codes of a picture in black and white.
type reader struct {
	matrix *gozxing.BitMatrix
	left   int // fits that it may still try
}

// codesOf reads the codes of a picture in black and white. A corner belongs to one of them.
func codesOf(matrix *gozxing.BitMatrix) (texts []string) {
	r, used := reader{matrix, mostFits}, map[*detector.FinderPattern]bool{}
	for _, c := range cornersIn(matrix) {
		if used[c.bl] || used[c.tl] || used[c.tr] {
			continue
		}
		if text := r.read(c); text != "" {
			used[c.bl], used[c.tl], used[c.tr] = true, true, true
			texts = append(texts, text)
		}
	}
	return texts
}

// read is the text of the code with these corners, "" for none. How many modules it has is known from their size to
// about two versions.
func (r *reader) read(c corners) string {
	near := (c.modules() - 17 + 2) / 4
	for _, off := range []int{0, -1, 1, -2, 2} {
		version, err := decoder.Version_GetVersionForNumber(near + off)
		if err != nil || near+off > mostVersion || r.left == 0 {
			continue
		}
		r.left--
		best := r.fit(c, version)
		if best.score < enough {
			continue
		}
		bits, err := detector.Detector_sampleGrid(r.matrix, best.transform(), best.side)
		if err != nil {
			continue
		}
		if got, err := decoder.NewDecoder().Decode(bits, nil); err == nil {
			return got.GetText()
		}
	}
	return ""
}

// corners are the three corner patterns of what may be a code.
type corners struct{ bl, tl, tr *detector.FinderPattern }

// cornersIn are what may be the corners of codes, those that look most like it first. The library finds the patterns;
// of how they belong together it has a narrower idea.
func cornersIn(matrix *gozxing.BitMatrix) (out []corners) {
	finder := multi.NewMultiFinderPatternFinder(matrix, nil)
	_, _ = finder.FindMulti(map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	all := slices.DeleteFunc(slices.Clone(finder.GetPossibleCenters()), func(p *detector.FinderPattern) bool {
		return p.GetCount() < 2
	})
	slices.SortStableFunc(all, func(a, b *detector.FinderPattern) int { return b.GetCount() - a.GetCount() })
	all = all[:min(len(all), mostCorners)]
	for i, a := range all {
		for j, b := range all[:i] {
			for _, c := range all[:j] {
				if one := inOrder(a, b, c); one.skew() < 1 {
					out = append(out, one)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b corners) int { return cmp.Compare(a.skew(), b.skew()) })
	return out
}

func inOrder(a, b, c *detector.FinderPattern) corners {
	bl, tl, tr := gozxing.ResultPoint_OrderBestPatterns(a, b, c)
	return corners{bl.(*detector.FinderPattern), tl.(*detector.FinderPattern), tr.(*detector.FinderPattern)}
}

// sides are the two sides of the code that the corners span, as steps in pixels.
func (c corners) sides() (across, down [2]float64) {
	return [2]float64{c.tr.GetX() - c.tl.GetX(), c.tr.GetY() - c.tl.GetY()},
		[2]float64{c.bl.GetX() - c.tl.GetX(), c.bl.GetY() - c.tl.GetY()}
}

func length(v [2]float64) float64 { return math.Hypot(v[0], v[1]) }

func (c corners) moduleSizes() []float64 {
	return []float64{c.bl.GetEstimatedModuleSize(), c.tl.GetEstimatedModuleSize(), c.tr.GetEstimatedModuleSize()}
}

// skew is 0 for three corners of a code that is seen from straight above, and 1 where no camera sees a code so: where
// the angle is less than 53 degrees, one side 1.65 times the other, or one pattern twice as large as another.
func (c corners) skew() float64 {
	across, down := c.sides()
	cosine := (across[0]*down[0] + across[1]*down[1]) / (length(across) * length(down))
	sizes := c.moduleSizes()
	return max(math.Abs(cosine)/0.6, math.Abs(math.Log(length(across)/length(down)))/0.5,
		math.Log(slices.Max(sizes)/slices.Min(sizes))/math.Ln2)
}

// modules is about how many modules a side of the code has.
func (c corners) modules() int {
	across, down := c.sides()
	sizes := c.moduleSizes()
	// they were measured along rows of the picture, which a turned code crosses at a slant
	size := (sizes[0] + sizes[1] + sizes[2]) / 3 * max(math.Abs(across[0]), math.Abs(across[1])) / length(across)
	return int(math.Round((length(across)+length(down))/2/size)) + 7
}

// fit is a code of some size, and a fourth corner of it: off by so much of its sides from where it would be seen from
// straight above.
type fit struct {
	corners
	side   int // modules
	known  []module
	points []float64 // of these, where they are in the picture: x, y, x, y …
	a, b   float64
	score  float64 // the share of the known modules that are seen
}

// fit is the best fit of a code of some version: the fourth corner is looked for in steps of a module, then closer.
func (r *reader) fit(c corners, version *decoder.Version) fit {
	best := fit{corners: c, side: version.GetDimensionForVersion(), known: knownModules(version)}
	best.points = make([]float64, 2*len(best.known))
	best = r.moved(best, 0, 0)
	better := func(a, b float64) {
		if one := r.moved(best, a, b); one.score > best.score {
			best = one
		}
	}
	step := 1 / float64(best.side)
	for a := -reach; a <= reach; a += step {
		for b := -reach; b <= reach; b += step {
			better(a, b)
		}
	}
	for range 4 {
		a, b := best.a, best.b
		for k := range 9 {
			better(a+float64(k%3-1)*step, b+float64(k/3-1)*step)
		}
		step /= 2
	}
	return best
}

// moved is a fit with another fourth corner.
func (r *reader) moved(f fit, a, b float64) fit {
	f.a, f.b = a, b
	for i, m := range f.known {
		f.points[2*i], f.points[2*i+1] = m.x, m.y
	}
	f.transform().TransformPoints(f.points)
	seen := 0
	for i, m := range f.known {
		x, y := int(f.points[2*i]), int(f.points[2*i+1])
		inside := x >= 0 && y >= 0 && x < r.matrix.GetWidth() && y < r.matrix.GetHeight()
		if inside && r.matrix.Get(x, y) == m.black {
			seen++
		}
	}
	f.score = float64(seen) / float64(len(f.known))
	return f
}

// transform leads from modules to pixels.
func (f fit) transform() *common.PerspectiveTransform {
	across, down := f.sides()
	x := f.tl.GetX() + (1+f.a)*across[0] + (1+f.b)*down[0]
	y := f.tl.GetY() + (1+f.a)*across[1] + (1+f.b)*down[1]
	near, far := 3.5, float64(f.side)-3.5
	return common.PerspectiveTransform_QuadrilateralToQuadrilateral(near, near, far, near, far, far, near, far,
		f.tl.GetX(), f.tl.GetY(), f.tr.GetX(), f.tr.GetY(), x, y, f.bl.GetX(), f.bl.GetY())
}

// module is the middle of one of which is known whether it is black.
type module struct {
	x, y  float64
	black bool
}

// knownModules are those that are the same in all codes of a version: of the two dotted lines, and the small squares.
func knownModules(version *decoder.Version) (out []module) {
	at := func(x, y int, black bool) { out = append(out, module{float64(x) + 0.5, float64(y) + 0.5, black}) }
	side := version.GetDimensionForVersion()
	for i := 8; i < side-8; i++ {
		at(i, 6, i%2 == 0)
		at(6, i, i%2 == 0)
	}
	centres := version.GetAlignmentPatternCenters()
	for _, x := range centres {
		for _, y := range centres {
			if min(x, y) == 6 && (max(x, y) == 6 || max(x, y) == side-7) {
				continue // the corners that are found already
			}
			for k := range 25 {
				dx, dy := k%5-2, k/5-2
				at(x+dx, y+dy, max(dx, -dx, dy, -dy) != 1)
			}
		}
	}
	return out
}
