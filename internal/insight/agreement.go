package insight

// Agreement is van der Eijk's A: how far the counts of answers at each point of
// an ordered scale gather in one place. It runs from -1 (half at each end)
// through 0 (spread evenly) to 1 (all on one point); nobody at all gives 0.
// The points come in order, none negative.
//
// The counts are taken apart into layers: each takes the smallest count that is
// left off every point that still has some. A layer's agreement follows from
// which points it fills, and counts with the share of answers that it holds.
//
// Every term is a whole number over one common denominator, divided once at
// the end, so that every machine gives the same digits.
//
// Source: C. van der Eijk (2001), Measuring agreement in ordered rating scales,
// Quality and Quantity 35, 325-341, doi 10.1023/A:1010374114305.
func Agreement(points []int) float64 {
	total := sum(points)
	if total == 0 {
		return 0
	}
	k := len(points)
	unit := layerUnit(k)
	left := append([]int(nil), points...)
	weighted := 0
	for {
		filled, least := filledPoints(left)
		if len(filled) == 0 {
			break
		}
		weighted += least * len(filled) * layerAgreement(k, filled, unit)
		for _, i := range filled {
			left[i] -= least
		}
	}
	return float64(weighted) / float64(total*unit)
}

// layerAgreement is the agreement of one layer, in units of 1/unit.
func layerAgreement(k int, filled []int, unit int) int {
	s := len(filled)
	if s == 1 {
		return unit
	}
	triples := triplesOfTwo(k, s)
	if triples == 0 {
		return 0
	}
	apart := gaps(filled)
	together := triples - apart
	// A = U (1 - (s-1)/(k-1)), U = ((k-2) together - (k-1) apart) / ((k-2) triples)
	numerator := ((k-2)*together - (k-1)*apart) * (k - s)
	return numerator * (unit / ((k - 2) * triples * (k - 1)))
}

// layerUnit is the smallest number that the denominator of every possible
// layer of a scale of k points divides.
func layerUnit(k int) int {
	unit := 1
	for s := 2; s < k; s++ {
		if triples := triplesOfTwo(k, s); triples > 0 {
			unit = lowestMultiple(unit, triples)
		}
	}
	if k > 2 {
		unit *= (k - 2) * (k - 1)
	}
	return unit
}

// triplesOfTwo counts the triples of points of which a layer with s of k points
// filled fills two: 110, 011 and 101 together.
func triplesOfTwo(k, s int) int { return s * (s - 1) / 2 * (k - s) }

// gaps counts the triples that read 101: two filled points with an empty one
// between them.
func gaps(filled []int) int {
	count := 0
	for a := range filled {
		for b := a + 1; b < len(filled); b++ {
			between := filled[b] - filled[a] - 1
			filledBetween := b - a - 1
			count += between - filledBetween
		}
	}
	return count
}

func filledPoints(left []int) (filled []int, least int) {
	for i, count := range left {
		if count <= 0 {
			continue
		}
		filled = append(filled, i)
		if least == 0 || count < least {
			least = count
		}
	}
	return filled, least
}

func lowestMultiple(a, b int) int {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

func sum(points []int) int {
	total := 0
	for _, count := range points {
		total += count
	}
	return total
}
