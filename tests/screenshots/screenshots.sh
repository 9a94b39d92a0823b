#!/bin/sh
# screenshots.sh PROGRAM FOLDER: a picture of every screen, as FOLDER/<household>_<screen>_<size>_<theme>.png.
# Needs a display with OpenGL; `./run screenshots` sees to that. Two pictures are drawn at a time.
set -eu

if [ $# -ne 2 ]; then
    echo 'How it is used: screenshots.sh PROGRAM FOLDER' >&2
    exit 2
fi
program=$1
folder=$2
now=2026-11-23T18:42

# Also the names of --screen. An empty household has no photo to look at.
screens='today feelings activities room rituals agenda new-ritual edit-ritual thanks jar reading put-away give-later
    memories add-photos us month day search settings shared trash imports'

mkdir -p -- "$folder"
households=$(mktemp -d "${TMPDIR:-/tmp}/inglenook-screenshots.XXXXXX")
children=
clean_up() {
    status=$?
    trap - EXIT
    for child in $children; do kill "$child" 2>/dev/null || :; done
    wait
    rm -rf -- "$households"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A household of this machine's own makes no difference to what is drawn.
export HOME="$households/home" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}"
unset XDG_DATA_HOME XDG_CONFIG_HOME GTK_THEME
export INGLENOOK_SECRETS="$households/device"
mkdir -p "$HOME/Pictures" "$HOME/Downloads"

in_household() {
    name=$1
    shift
    "$program" --data "$households/$name" --now "$now" "$@" >/dev/null
}

# draw HOUSEHOLD SCREEN SIZE THEME
draw() {
    # Sizes are in units; the kiosk's picture is 1920 × 1080 pixels.
    case $3 in
        phone) set -- "$@" 390x844 1 ;;
        desktop) set -- "$@" 1280x800 1 ;;
        kiosk) set -- "$@" 1627x915 1.18 ;;
    esac
    in_household "$1" --screen "$2" --window "$5" --scale "$6" --theme "$4" \
        --screenshot "$folder/$1_$2_$3_$4.png"
}

# draw_list FILE: a line a picture; goes on after one that fails, and says so at the end.
draw_list() {
    failed=0
    while read -r household screen size theme; do
        draw "$household" "$screen" "$size" "$theme" </dev/null || failed=1
    done <"$1"
    return "$failed"
}

# draw_all HOUSEHOLD SCREEN...
draw_all() {
    household=$1
    shift
    : >"$households/first"
    : >"$households/second"
    turn=first
    for screen; do
        for size in phone desktop kiosk; do
            for theme in light dark; do
                printf '%s %s %s %s\n' "$household" "$screen" "$size" "$theme" >>"$households/$turn"
                if [ "$turn" = first ]; then turn=second; else turn=first; fi
            done
        done
    done
    draw_list "$households/first" &
    children=$!
    draw_list "$households/second" &
    children="$children $!"
    result=0
    for child in $children; do wait "$child" || result=1; done
    children=
    if [ "$result" -ne 0 ]; then
        echo "Not every picture of the household “$household” could be drawn." >&2
        exit 1
    fi
}

draw_all empty welcome
in_household empty people add Mara
in_household empty people add Jonas
# shellcheck disable=SC2086  # a list of words
draw_all empty $screens
echo "empty: nobody has moved in yet, then nothing is written yet"

in_household evening demo --years 0
# shellcheck disable=SC2086
draw_all evening $screens photo
echo "evening: a couple's first evening"

in_household years demo --years 10 --photos 2000
# shellcheck disable=SC2086
draw_all years $screens photo
echo "years: ten years and 2000 photos"

echo "The pictures are in $folder"
