package framework

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// node is one value of the file with the place where it stands. A nil node
// answers like an empty one, so that a reader can ask for what may be missing.
type node struct {
	line, column int
	text         string // a scalar, as written
	scalar       any    // a scalar, as the shape sees it: string, int64, float64, bool or nil
	isList       bool
	items        []*node
	isMapping    bool
	entries      []entry
	spoilt       bool // a mistake about this value has been told already
}

type entry struct {
	key          string
	line, column int
	value        *node
}

func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, e := range n.entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// step goes one key or one number down.
func (n *node) step(part string) *node {
	if n != nil && n.isList {
		if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(n.items) {
			return n.items[i]
		}
		return nil
	}
	return n.get(part)
}

// plain is the value as the schema reads it.
func (n *node) plain() any {
	switch {
	case n.isMapping:
		all := make(map[string]any, len(n.entries))
		for _, e := range n.entries {
			all[e.key] = e.value.plain()
		}
		return all
	case n.isList:
		all := make([]any, len(n.items))
		for i, item := range n.items {
			all[i] = item.plain()
		}
		return all
	}
	return n.scalar
}

// grow turns what the YAML parser read into nodes, and tells what may not
// stand in a framework file although it is YAML.
func (c *checker) grow(from ast.Node) *node {
	n := &node{line: 1, column: 1}
	if from == nil {
		return n
	}
	n.line, n.column = place(from.GetToken())
	switch v := from.(type) {
	case *ast.MappingNode:
		n.isMapping = true
		c.growEntries(n, v.Values)
	case *ast.MappingValueNode:
		n.isMapping = true
		c.growEntries(n, []*ast.MappingValueNode{v})
	case *ast.SequenceNode:
		n.isList = true
		for _, value := range v.Values {
			n.items = append(n.items, c.grow(value))
		}
	case *ast.AnchorNode:
		c.add(n.line, n.column, "this names a value with & to use it again", "take the & and its name out; framework files write everything out where it stands")
		return c.grow(v.Value)
	case *ast.AliasNode:
		c.add(n.line, n.column, "this points with * at a value written elsewhere", "write the value out here")
		n.spoilt = true
	case *ast.TagNode:
		c.add(n.line, n.column, "this sets the type of a value with !", "take it out; put a text that looks like a number in quotes")
		inner := c.grow(v.Value)
		inner.spoilt = true
		return inner
	default:
		n.fill(from)
	}
	return n
}

func (n *node) fill(from ast.Node) {
	switch v := from.(type) {
	case *ast.StringNode:
		n.text, n.scalar = v.Value, v.Value
	case *ast.LiteralNode:
		// The line break that ends a block of text belongs to the notation.
		n.text = strings.TrimRight(v.Value.Value, "\n")
		n.scalar = n.text
	case *ast.IntegerNode:
		n.text, n.scalar = v.Token.Value, v.Value
	case *ast.BoolNode:
		n.text, n.scalar = strconv.FormatBool(v.Value), v.Value
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		// Only its kind matters to the shape: nothing in a framework is a fraction.
		n.text, n.scalar = v.GetToken().Value, 0.5
	}
}

func (c *checker) growEntries(n *node, values []*ast.MappingValueNode) {
	seen := make(map[string]int, len(values))
	for i, value := range values {
		line, column := place(value.Key.GetToken())
		if i == 0 && (line < n.line || line == n.line && column < n.column || !value.IsFlowStyle) {
			n.line, n.column = line, column
		}
		switch value.Key.(type) {
		case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		case *ast.MergeKeyNode:
			c.add(line, column, "this takes in the keys of another part with <<", "write the keys out here")
			continue
		default:
			c.add(line, column, "this key is not a single word", "write each key as a word followed by a colon")
			continue
		}
		key := value.Key.GetToken().Value
		if first, twice := seen[key]; twice {
			c.add(line, column, fmt.Sprintf("the key %s stands here a second time; it stood in line %d already", quoted(key), first), "keep one of the two")
			continue
		}
		seen[key] = line
		grown := c.grow(value.Value)
		if value.Value == nil || value.Value.Type() == ast.NullType {
			grown.line, grown.column = line, column
		}
		n.entries = append(n.entries, entry{key: key, line: line, column: column, value: grown})
	}
}

func place(tk *token.Token) (line, column int) {
	if tk == nil || tk.Position == nil {
		return 1, 1
	}
	return max(tk.Position.Line, 1), max(tk.Position.Column, 1)
}
