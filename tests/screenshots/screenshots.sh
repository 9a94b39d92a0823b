#!/bin/sh
# Draws every screen: three households, light and dark, phone, desktop and kiosk.
# Usage: screenshots.sh PROGRAM FOLDER, with DISPLAY set; `./run screenshots` calls it.
set -eu

program=$1
folder=$2
now=2026-11-23T18:42
households=$(mktemp -d)
trap 'rm -rf -- "$households"' EXIT
mkdir -p -- "$folder" "$households/empty" "$households/evening" "$households/years"

"$program" demo --data "$households/evening" --years 0 --seed 1 --photos 8 --now "$now" >/dev/null
"$program" demo --data "$households/years" --years 10 --seed 1 --photos 2000 --now "$now" >/dev/null
"$program" people add Mira --data "$households/empty" --now "$now" >/dev/null
"$program" people add Jonas --data "$households/empty" --now "$now" >/dev/null
mkdir "$households/new"

# draw HOUSEHOLD SCREEN SIZE-NAME WINDOW SCALE THEME
draw() {
    "$program" --data "$households/$1" --screen "$2" --window "$4" --scale "$5" --theme "$6" --now "$now" \
        --screenshot "$folder/$1_$2_$3_$6.png"
}

# Every size and theme of one screen. The kiosk's picture is 1920 × 1080 pixels at 1.2 pixels a unit.
draw_all() {
    for theme in light dark; do
        draw "$1" "$2" phone 390x844 2 "$theme"
        draw "$1" "$2" desktop 1280x800 1 "$theme"
        draw "$1" "$2" kiosk 1600x900 1.2 "$theme"
    done
}

draw_all new welcome
for household in empty evening years; do
    for screen in today room rituals agenda new-ritual edit-ritual thanks memories add-photos photo settings; do
        draw_all "$household" "$screen" &
        half=${half:-}
        if [ -n "$half" ]; then wait "$half"; fi
        half=$!
    done
    wait
    half=
    printf '%s: drawn\n' "$household"
done
printf '%s pictures in %s\n' "$(find "$folder" -name '*.png' | wc -l)" "$folder"
