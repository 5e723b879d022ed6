package respond

import (
	"fmt"
	"net/http"

	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type tasksView struct {
	Layout     layout.View
	Title      string
	Notice     string
	Later      *comeBack // nil for whoever is not about to leave
	Lead       string
	Tasks      []taskView
	LastText   string
	Last       string
	Start      string
	Appearance string
	Reminder   string
}

type taskView struct {
	ID, Title, Path string
	Status          string // "3 of 9 answered"
	Done            bool
}

// ShowTasks lists the domains, each with how much of it is answered.
func (p Pages) ShowTasks(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		v := s.tasks()
		v.Notice, v.Later = s.comeBack(r.URL.Query().Has("saved"), r.URL.Query().Get("link"))
		return page.Render(w, r, http.StatusOK, tasksPage(v))
	})
}

func (s sitting) tasks() tasksView {
	v := tasksView{
		Layout: s.layout("All " + s.domainsInWords()), Title: "All " + s.domainsInWords(),
		Lead:     "Take them in any order, a few at a time, and submit when you are ready.",
		LastText: "Check your answers and submit", Last: s.path("/check-answers"),
		Start: s.path("/start"), Appearance: s.path("/how-it-will-appear"), Reminder: s.reminder(),
	}
	if s.response.EnteredByOther {
		v.Lead = s.response.EnteredBy + " entered answers for you from paper. Read and confirm them, or change what is not right, until the end of " + s.closes() + "."
		v.LastText, v.Last = "Read all your answers", s.path("/my-answers")
	} else if s.submitted() {
		v.Lead = "You have submitted your answers. You can still change them until the end of " + s.closes() + "."
		v.LastText, v.Last = "Read all your answers", s.path("/my-answers")
	}
	for i, d := range s.questionnaire.Domains {
		all := d.Statements()
		answered := s.response.Answered(all)
		task := taskView{
			ID: "domain-" + fmt.Sprint(i+1), Title: fmt.Sprintf("%d. %s", i+1, d.Title),
			Path:   s.elementPath(s.firstUnanswered(d).ID),
			Status: fmt.Sprintf("%d of %d answered", answered, len(all)),
			Done:   answered == len(all),
		}
		if task.Done {
			task.Status = "All " + component.Number(len(all)) + " answered"
		}
		v.Tasks = append(v.Tasks, task)
	}
	return v
}

// firstUnanswered is where somebody goes on in a domain; its first element once
// all of it is answered.
func (s sitting) firstUnanswered(d framework.Domain) framework.Element {
	for _, e := range d.Elements {
		if s.response.Answered(e.Statements) < len(e.Statements) {
			return e
		}
	}
	return d.Elements[0]
}
