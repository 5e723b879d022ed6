package logo

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

type attribute struct{ name, value string }

// attributes keeps what a part may say of itself.
func (c *cleaning) attributes(part string, given []xml.Attr) ([]attribute, error) {
	var all []attribute
	seen := map[string]bool{}
	for _, a := range given {
		name, value := a.Name.Local, strings.TrimSpace(a.Value)
		link := name == "href" && (a.Name.Space == "" || a.Name.Space == linkNamespace)
		switch {
		case a.Name.Space == "" && strings.HasPrefix(strings.ToLower(name), "on"):
			return nil, ErrScript
		case name == "base" && a.Name.Space == spaceNamespace:
			return nil, ErrOutside
		case link:
			clean, err := checkLink(part, value)
			if err != nil {
				return nil, err
			}
			name, value = "xlink:href", clean
		case name == "space" && a.Name.Space == spaceNamespace && value == "preserve":
			name = "xml:space"
		case a.Name.Space == "" && name == "filter" && value != "none":
			return nil, PartError{"filter"}
		case a.Name.Space != "", !attributes[name]:
			continue
		default:
			if err := checkStyle(value); err != nil {
				return nil, err
			}
		}
		if !seen[name] {
			seen[name] = true
			all = append(all, attribute{name, value})
		}
	}
	return all, nil
}

// checkLink lets a part refer to another of the same drawing, and an image hold
// its picture in itself.
func checkLink(part, value string) (string, error) {
	if strings.HasPrefix(value, "#") {
		return value, nil
	}
	head, data, ok := strings.Cut(value, ",")
	if part != "image" || !ok || (head != "data:image/png;base64" && head != "data:image/jpeg;base64" && head != "data:image/jpg;base64") {
		return "", ErrOutside
	}
	packed := strings.Join(strings.Fields(data), "")
	picture, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return "", ErrDamaged
	}
	if kind := kindOf(picture); kind != PNG && kind != "image/jpeg" {
		return "", ErrOutside
	}
	if err := checkSize(picture); err != nil {
		return "", err
	}
	return head + "," + packed, nil
}

// address is a url( in a style, with what stands in it.
var address = regexp.MustCompile(`(?i)url\s*\(\s*["']?\s*([^)"']*)`)

// filter is an effect such as a shadow, which takes long to draw.
var filter = regexp.MustCompile(`filter\s*:`)

// checkStyle lets a style refer to parts of the same drawing, and to nothing
// else. A backslash could hide what is asked for.
func checkStyle(value string) error {
	lower := strings.ToLower(value)
	for _, found := range address.FindAllStringSubmatch(value, -1) {
		if !strings.HasPrefix(found[1], "#") {
			return ErrOutside
		}
	}
	if strings.Contains(lower, "javascript:") || strings.Contains(lower, "expression(") {
		return ErrScript
	}
	for _, hidden := range []string{"\\", "image(", "image-set(", "src(", "-moz-binding", "behavior:"} {
		if strings.Contains(lower, hidden) {
			return ErrStyle
		}
	}
	if filter.MatchString(lower) {
		return PartError{"filter"}
	}
	return nil
}

// checkStyleSheet refuses rules that bring in more: @import, @font-face.
func checkStyleSheet(text string) error {
	if strings.Contains(text, "@") {
		return ErrStyle
	}
	return checkStyle(text)
}

// references are the parts that a text refers to: "#petal" gives "petal".
func references(text string) []string {
	var all []string
	for _, found := range address.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.TrimSpace(strings.TrimPrefix(found[1], "#")))
	}
	return all
}

// How large a drawing may say it is, and the net that it is drawn on.
const (
	mostAcross = 20_000
	mostNet    = 1_000_000
)

// checkExtent asks the root how large the drawing is: by its width and height,
// or by its view box.
func checkExtent(root []attribute) error {
	box := strings.FieldsFunc(said(root, "viewBox"), func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
	sides := []string{said(root, "width"), said(root, "height")}
	switch {
	case len(box) != 0 && len(box) != 4, len(box) == 0 && slices.ContainsFunc(sides, ofNoSize):
		return ErrNoSize
	case len(box) == 4:
		if err := errors.Join(checkMeasure(box[2], mostNet), checkMeasure(box[3], mostNet)); err != nil {
			return err
		}
	}
	for _, side := range sides {
		if side == "" || side == "auto" && len(box) == 4 {
			continue
		}
		if err := checkMeasure(side, mostAcross); err != nil {
			return err
		}
	}
	return nil
}

// said is what a part says of itself by an attribute.
func said(part []attribute, name string) string {
	for _, a := range part {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// ofNoSize tells whether a side says nothing, or only what share of a page it takes.
func ofNoSize(side string) bool { return side == "" || strings.HasSuffix(side, "%") }

// withViewBox gives a drawing that has none, and is measured in pixels, the view
// box that it means: not every program that draws it can do without.
func withViewBox(root []attribute) []attribute {
	width, height := strings.TrimSuffix(said(root, "width"), "px"), strings.TrimSuffix(said(root, "height"), "px")
	_, across := strconv.ParseFloat(width, 64)
	_, high := strconv.ParseFloat(height, 64)
	if said(root, "viewBox") != "" || across != nil || high != nil {
		return root
	}
	return append(root, attribute{"viewBox", "0 0 " + width + " " + height})
}

// checkMeasure takes a number with a unit, or without.
func checkMeasure(measure string, most float64) error {
	n, err := strconv.ParseFloat(strings.TrimRight(measure, "abcdefghijklmnopqrstuvwxyz%"), 64)
	switch {
	case n > most: // a number that is too large to read is an error, and infinite
		return ErrTooWide
	case err != nil, math.IsNaN(n), n <= 0:
		return ErrNoSize
	}
	return nil
}
