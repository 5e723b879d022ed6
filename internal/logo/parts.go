package logo

// What a drawing may be made of. Whatever is not here is refused where it is
// SVG's own, and left out where it belongs to a drawing program.

// kept are the parts that stay as they are.
var kept = set(
	"svg", "g", "defs", "symbol", "use", "title", "desc", "style",
	"path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "textPath", "image",
	"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "switch",
)

// leftOut are parts that draw nothing, or lead somewhere: what is in them goes too.
var leftOut = set("metadata", "view", "cursor", "font", "font-face")

// scripts are the parts that would run, or hold a page.
var scripts = set("script", "foreignObject", "handler", "listener", "iframe", "embed", "object")

// worded are the parts whose text counts.
var worded = set("title", "desc", "style", "text", "tspan", "textPath")

// attributes are those of a part that stay.
var attributes = set(
	"id", "class", "style", "transform", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2",
	"cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "d", "points", "pathLength", "dx", "dy", "rotate", "textLength", "lengthAdjust",
	"startOffset", "method", "spacing", "side", "offset", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits",
	"maskUnits", "maskContentUnits", "patternUnits", "patternContentUnits", "patternTransform", "markerUnits", "markerWidth",
	"markerHeight", "refX", "refY", "orient", "version", "role", "aria-label", "type", "media",
	// How it looks.
	"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
	"stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color", "display", "visibility", "overflow", "clip",
	"clip-path", "clip-rule", "mask", "mask-type", "marker", "marker-start", "marker-mid", "marker-end", "stop-color", "stop-opacity",
	"paint-order", "vector-effect", "shape-rendering", "text-rendering", "image-rendering", "color-interpolation", "enable-background",
	"font", "font-family", "font-size", "font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight",
	"text-anchor", "text-decoration", "letter-spacing", "word-spacing", "dominant-baseline", "alignment-baseline", "baseline-shift",
	"writing-mode", "direction", "unicode-bidi", "isolation", "mix-blend-mode", "transform-origin",
)

func set(names ...string) map[string]bool {
	all := map[string]bool{}
	for _, name := range names {
		all[name] = true
	}
	return all
}
