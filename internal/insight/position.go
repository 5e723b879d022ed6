package insight

// Lean is the mean of (2k-K-1)/(K-1) over the answers placed on a scale of K
// points: from -1 (all at the challenge end) through 0 to 1 (all at the strength
// end); nobody at all gives 0. It orders lists, and is never shown.
func Lean(points []int) float64 {
	total, k := sum(points), len(points)
	if total == 0 || k < 2 {
		return 0
	}
	toStrength := 0
	for i, count := range points {
		toStrength += count * (2*(i+1) - k - 1)
	}
	return float64(toStrength) / float64(total*(k-1))
}

// Median is the mean of the lower and the upper median of the placed answers,
// in scale points from 1 to K; nobody at all gives 0, which is no point. It is
// used for comparing groups only.
func Median(points []int) float64 {
	total := sum(points)
	if total == 0 {
		return 0
	}
	return float64(pointOf(points, (total+1)/2)+pointOf(points, total/2+1)) / 2
}

// pointOf is the point on which the answer stands that comes nth when all are
// put in order, counted from 1.
func pointOf(points []int, nth int) int {
	seen := 0
	for i, count := range points {
		if seen += count; seen >= nth {
			return i + 1
		}
	}
	return len(points)
}

// CliffsDelta says how far one set of answers lies above another on the same
// scale: of all pairs of one answer from each, the share in which the first is
// nearer to strength less the share in which the second is. It runs from -1 to
// 1; where either set is empty it is 0.
//
// Source: N. Cliff (1993), Dominance statistics: ordinal analyses to answer
// ordinal questions, Psychological Bulletin 114(3), 494-509,
// doi 10.1037/0033-2909.114.3.494.
func CliffsDelta(first, second []int) float64 {
	balance, pairs := dominance(first, second)
	if pairs == 0 {
		return 0
	}
	return float64(balance) / float64(pairs)
}

// dominance counts the pairs of one answer from each set, and by how many more
// of them the first is nearer to strength than the second.
func dominance(first, second []int) (balance, pairs int) {
	for i, a := range first {
		for j, b := range second {
			switch {
			case i > j:
				balance += a * b
			case i < j:
				balance -= a * b
			}
		}
	}
	return balance, sum(first) * sum(second)
}
