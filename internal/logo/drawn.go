package logo

import "strings"

// drawing counts how much is drawn: each part once, and once more wherever
// another refers to it.
type drawing struct {
	nodes []node
	open  []int
	named map[string]int
	// dressed are the parts that style sheets refer to. Whom they dress is not
	// looked into: it is taken that each dresses every part, and the others too.
	dressed map[string]bool
}

type node struct {
	name   string
	parts  []int    // the parts in it
	refers []string // the parts that it draws again
}

func newDrawing() drawing { return drawing{named: map[string]int{}, dressed: map[string]bool{}} }

func (d *drawing) begin(name string, attrs []attribute) {
	at := len(d.nodes)
	d.nodes = append(d.nodes, node{name: name})
	if last := len(d.open) - 1; last >= 0 {
		above := &d.nodes[d.open[last]]
		above.parts = append(above.parts, at)
	}
	d.open = append(d.open, at)
	for _, a := range attrs {
		switch {
		case a.name == "id":
			if _, twice := d.named[a.value]; !twice {
				d.named[a.value] = at
			}
		case a.name == "xlink:href":
			if id, ok := strings.CutPrefix(a.value, "#"); ok {
				d.refer([]string{id})
			}
		default:
			d.refer(references(a.value))
		}
	}
}

func (d *drawing) end() { d.open = d.open[:len(d.open)-1] }

// refer notes that the part that is open draws others again.
func (d *drawing) refer(ids []string) {
	at := &d.nodes[d.open[len(d.open)-1]]
	at.refers = append(at.refers, ids...)
}

// dress notes that a style sheet refers to parts.
func (d *drawing) dress(ids []string) {
	for _, id := range ids {
		d.dressed[id] = true
	}
}

// check refuses a drawing in which a part draws itself, or too much is drawn.
func (d *drawing) check() error {
	counts, busy := make([]int, len(d.nodes)), make([]bool, len(d.nodes))
	var count func(at, deep int) (int, error)
	count = func(at, deep int) (int, error) {
		switch {
		case busy[at], deep > mostDeep*mostDeep:
			return 0, ErrTooDeep
		case counts[at] > 0:
			return counts[at], nil
		}
		busy[at] = true
		all := 1
		below := d.nodes[at].parts
		for _, id := range d.nodes[at].refers {
			if to, ok := d.named[id]; ok {
				below = append(below[:len(below):len(below)], to)
			}
		}
		for _, to := range below {
			n, err := count(to, deep+1)
			if err != nil {
				return 0, err
			}
			if all += n; all > mostDrawn {
				return 0, ErrTooDeep
			}
		}
		busy[at], counts[at] = false, all
		return all, nil
	}
	all, err := count(0, 0)
	if err != nil {
		return err
	}
	for id := range d.dressed {
		at, ok := d.named[id]
		if !ok || strings.HasSuffix(d.nodes[at].name, "Gradient") { // nothing is drawn in a gradient
			continue
		}
		if all *= max(counts[at]-1, 1); all > mostDrawn {
			return ErrTooDeep
		}
	}
	return nil
}
