package report

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sevenfold"
	"sevenfold/internal/framework"
)

// BenchmarkCompute makes the report of the whole audit, with its lenses, two
// groups and a round before. The goals are 5 ms of 15 people, 50 ms of 500.
func BenchmarkCompute(b *testing.B) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		b.Fatal(err)
	}
	for _, people := range []int{15, 500} {
		in := wholeAudit(b, f, people)
		before := mustCompute(b, in)
		in.Earlier = &Earlier{Round: "7c1e", Report: before, Returned: &Returned{Both: people, BothCounting: people}}
		b.Run(fmt.Sprintf("%d people, %d statements", people, len(in.Asked)), func(b *testing.B) {
			for b.Loop() {
				mustCompute(b, in)
			}
		})
	}
}

// wholeAudit is answered by so many, of whom three in five are trustees.
func wholeAudit(b *testing.B, f *framework.Framework, people int) Input {
	b.Helper()
	instrument, ok := f.Instrument("seven-domains")
	if !ok {
		b.Fatal("got no instrument seven-domains")
	}
	random := rand.New(rand.NewPCG(15, 16))
	trustees := people * 3 / 5
	in := groupsOf(f, []Group{{"trustees", trustees, trustees}, {"executives", people - trustees, people - trustees}})
	in.Instrument = instrument
	for _, s := range f.Items(instrument) {
		in.Asked = append(in.Asked, s.ID)
		for i := range in.Responses {
			a := Answer{Statement: s.ID, Position: 1 + random.IntN(4), Basis: f.Bases[random.IntN(len(f.Bases))].ID}
			if random.IntN(30) == 0 {
				a.Note = fmt.Sprintf("Something to say of %s, the %dth time.", s.ID, random.IntN(100))
			}
			in.Responses[i].Answers = append(in.Responses[i].Answers, a)
		}
	}
	return in
}
