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
	SettingExam      = "exam"            // the credential aimed at: "rhit"
	SettingExamDate  = "exam_date"       // yyyy-mm-dd; empty = none yet
	SettingMinutes   = "minutes"         // of study a day
	SettingNewPerDay = "new_per_day"     // questions never answered before
	SettingRetention = "retention"       // chance of remembering to aim for, 0.7 to 0.97
	SettingRollover  = "rollover"        // hours after midnight at which a study day begins, 0 to 12
	SettingZone      = "zone"            // IANA name of the time zone: "America/New_York"; empty = UTC
	SettingModel     = "model"           // the memory model and its weights: "fsrs6", or "fsrs6 0.212,1.2931,..."
	SettingReviews   = "reviews_per_day" // most reviews a day; absent or 0 = no limit
	SettingOrder     = "order"           // of the reviews: "loss", "due", "random" or "overdue"
	SettingBury      = "bury_siblings"   // "on" or "off": the other questions of a family wait until tomorrow
	SettingBalance   = "balance"         // "on" or "off": days with much to do get less
	SettingEasyDays  = "easy_days"       // what weekdays may take: "sa=0.5,su=0"
	SettingDaysOff   = "days_off"        // days and spans without reviews: "2026-12-25,2026-12-30..2027-01-02"
	SettingHoliday   = "holiday"         // one span without reviews: "2026-07-01..2026-07-14"
	SettingLeech     = "leech_suspend"   // "on" or "off": a question that becomes a leech is suspended
	SettingHardSaid  = "hard_said"       // yyyy-mm-dd: when it was said that Hard seems to be used for forgotten
	SettingVariant   = "variant"         // "light", "dark" or empty: as the system
	SettingTextScale = "text_scale"      // 0.8 to 2

	SettingBooksWidth = "books_width" // of the code books beside a question, at text scale 1; empty = as they come
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

// CheckSetting says whether the value of a setting can be used; the empty one
// always can. Keys that quiz does not know are not its business.
func CheckSetting(key, value string) error {
	one := map[string]string{key: value}
	if _, err := SchedulerFrom(one); err != nil {
		return err
	}
	if _, err := BalanceFrom(one); err != nil {
		return err
	}
	if _, err := OrderFrom(one); err != nil {
		return err
	}
	if _, err := PerDay(one, SettingReviews); err != nil {
		return err
	}
	for _, k := range []string{SettingBury, SettingLeech} {
		if _, err := onOff(one, k, true); err != nil {
			return err
		}
	}
	return nil
}

// BuriesSiblings reports whether answering a question buries the others of its
// family until the next study day; it does unless the learner says otherwise.
func BuriesSiblings(settings map[string]string) bool { return settings[SettingBury] != settingOff }

// SuspendsLeeches reports whether a question that becomes a leech is suspended;
// it is not unless the learner says so.
func SuspendsLeeches(settings map[string]string) bool { return settings[SettingLeech] == settingOn }

// PerDay is a limit of so many a day; 0 = none.
func PerDay(settings map[string]string, key string) (int, error) {
	v := settings[key]
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("setting %s is %q; it must be a whole number, 0 or more", key, v)
	}
	return n, nil
}

// The values of settings that are on or off.
const (
	settingOn  = "on"
	settingOff = "off"
)

func onOff(settings map[string]string, key string, otherwise bool) (bool, error) {
	switch v := settings[key]; v {
	case "":
		return otherwise, nil
	case settingOn, settingOff:
		return v == settingOn, nil
	default:
		return false, fmt.Errorf("setting %s is %q; it must be %q or %q", key, v, settingOn, settingOff)
	}
}
