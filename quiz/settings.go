package quiz

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chartroom/quiz/srs"
)

// The settings' keys. A setting is text, in the log and in the database; an
// absent one and an empty one mean the default.
const (
	SettingExam      = "exam"        // the credential aimed at: "rhit"
	SettingExamDate  = "exam_date"   // yyyy-mm-dd; empty = none yet
	SettingMinutes   = "minutes"     // of study a day
	SettingNewPerDay = "new_per_day" // questions never answered before
	SettingRetention = "retention"   // chance of remembering to aim for, 0.7 to 0.97
	SettingRollover  = "rollover"    // hours after midnight at which a study day begins, 0 to 12
	SettingZone      = "zone"        // IANA name of the time zone: "America/New_York"; empty = UTC
	SettingModel     = "model"       // the memory model and its weights: "fsrs6", or "fsrs6 0.212,1.2931,..."
	SettingVariant   = "variant"     // "light", "dark" or empty: as the system
	SettingTextScale = "text_scale"  // 0.8 to 2
)

// The range that a retention may lie in (Anki's, deck options).
const (
	MinRetention = 0.7
	MaxRetention = 0.97
)

// MaxRollover is the latest hour at which a study day may begin.
const MaxRollover = 12 * time.Hour

// Schedules reports whether the setting changes what SchedulerFrom returns:
// such settings take effect at their place in the log.
func Schedules(key string) bool {
	switch key {
	case SettingRetention, SettingRollover, SettingZone, SettingModel:
		return true
	}
	return false
}

// SchedulerFrom is the scheduler that these settings ask for. A value that
// cannot be used is an error, never a silent default.
func SchedulerFrom(settings map[string]string) (Scheduler, error) {
	s := Scheduler{Model: &srs.Default, Retention: DefaultRetention,
		Days: Days{Zone: time.UTC, Rollover: DefaultRollover}}
	if v := settings[SettingRetention]; v != "" {
		r, err := strconv.ParseFloat(v, 64)
		if err != nil || !(r >= MinRetention && r <= MaxRetention) {
			return s, fmt.Errorf("setting %s is %q; it must be a number from %g to %g", SettingRetention, v, MinRetention, MaxRetention)
		}
		s.Retention = r
	}
	if v := settings[SettingRollover]; v != "" {
		hours, err := strconv.ParseFloat(v, 64)
		if err != nil || !(hours >= 0 && hours <= MaxRollover.Hours()) {
			return s, fmt.Errorf("setting %s is %q; it must be hours from 0 to %g", SettingRollover, v, MaxRollover.Hours())
		}
		s.Days.Rollover = time.Duration(hours * float64(time.Hour)).Round(time.Minute)
	}
	if v := settings[SettingZone]; v != "" {
		zone, err := time.LoadLocation(v)
		if err != nil {
			return s, fmt.Errorf("setting %s is %q: %w", SettingZone, v, err)
		}
		s.Days.Zone = zone
	}
	if v := settings[SettingModel]; v != "" {
		model, err := ParseModel(v)
		if err != nil {
			return s, fmt.Errorf("setting %s: %w", SettingModel, err)
		}
		s.Model = model
	}
	return s, nil
}

// ParseModel reads what FormatModel writes; a name alone means its published
// weights.
func ParseModel(text string) (srs.Model, error) {
	name, list, _ := strings.Cut(text, " ")
	var weights []float64
	if list != "" {
		for i, part := range strings.Split(list, ",") {
			v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
			if err != nil {
				return nil, fmt.Errorf("weight w%d: %w", i, err)
			}
			weights = append(weights, v)
		}
	}
	return srs.NewModel(name, weights)
}

// FormatModel writes a model so that reading it gives the same bits.
func FormatModel(m srs.Model) string {
	parts := make([]string, 0, 34)
	for _, v := range m.Parameters() {
		parts = append(parts, strconv.FormatFloat(v, 'g', -1, 64))
	}
	return m.Name() + " " + strings.Join(parts, ",")
}
