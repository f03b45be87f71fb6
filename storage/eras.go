package storage

import (
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// era is a stretch of the log with one scheduler.
type era struct {
	device, number int64 // of the event that began it
	scheduler      quiz.Scheduler
	model          string // the setting that its model comes from
}

// eras are in the order of the log; the first begins before it. Eras with the
// same setting share one model, so that models can be compared.
type eras []era

// at is the scheduler in force at a place of the log.
func (all eras) at(device, number int64) *quiz.Scheduler {
	i := len(all) - 1
	for i > 0 && (all[i].device > device || all[i].device == device && all[i].number > number) {
		i--
	}
	return &all[i].scheduler
}

// now is the scheduler in force.
func (all eras) now() *quiz.Scheduler { return &all[len(all)-1].scheduler }

// newEra is the era that an event begins with these settings.
func (all eras) newEra(device, number int64, settings map[string]string) (era, error) {
	sch, err := quiz.SchedulerFrom(settings)
	if err != nil {
		return era{}, err
	}
	e := era{device, number, sch, settings[quiz.SettingModel]}
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].model == e.model {
			e.scheduler.Model = all[i].scheduler.Model
			break
		}
	}
	return e, nil
}

// models reports whether there is more than one.
func (all eras) models() bool {
	var first srs.Model
	for i := range all {
		if m := all[i].scheduler.Model; first == nil {
			first = m
		} else if m != first {
			return true
		}
	}
	return false
}
