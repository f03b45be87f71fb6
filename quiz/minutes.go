package quiz

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// SettingWeekMinutes are the minutes of study on single weekdays, where they
// differ from SettingMinutes: "sa=60,su=0".
const SettingWeekMinutes = "minutes_week"

// DefaultMinutes is what first run proposes.
const DefaultMinutes = 30

// WeekMinutes are the minutes of study that these settings ask for on each
// weekday, Sunday first, 0 to 1,440.
func WeekMinutes(settings map[string]string) (all [7]float64, err error) {
	usual := float64(DefaultMinutes)
	if v := settings[SettingMinutes]; v != "" {
		if usual, err = parseMinutes(v); err != nil {
			return all, fmt.Errorf("setting %s: %w", SettingMinutes, err)
		}
	}
	for i := range all {
		all[i] = usual
	}
	for _, part := range fields(settings[SettingWeekMinutes]) {
		name, value, _ := strings.Cut(part, "=")
		day := slices.Index(weekdays[:], name)
		m, err := parseMinutes(value)
		if day < 0 || err != nil {
			return all, fmt.Errorf("setting %s: %q is not a weekday and its minutes, like %q", SettingWeekMinutes, part, "sa=60")
		}
		all[day] = m
	}
	return all, nil
}

func parseMinutes(text string) (float64, error) {
	m, err := strconv.ParseFloat(text, 64)
	if err != nil || !(m >= 0 && m <= 24*60) {
		return 0, fmt.Errorf("%q is not a number of minutes from 0 to 1440", text)
	}
	return m, nil
}

// FormatWeekMinutes is the setting for these minutes, where they differ from
// the usual ones; empty if none does.
func FormatWeekMinutes(all [7]float64, usual float64) string {
	var parts []string
	for i := range all {
		day := (i + 1) % 7 // Monday first
		if all[day] != usual {
			parts = append(parts, weekdays[day]+"="+strconv.FormatFloat(all[day], 'f', -1, 64))
		}
	}
	return strings.Join(parts, ",")
}
