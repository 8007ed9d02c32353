#!/usr/bin/env bash
# Makes the pictures of README and guide from real runs on the sample report. Needs Xvfb, xdotool, ImageMagick and a
# program: pictures.sh [PROGRAM], by default target/debug/gouji.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
program=$(realpath "${1:-target/debug/gouji}")
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cp "assets/samples/示例报告.txt" "$folder/"
export HOME=$folder XDG_DATA_HOME= XDG_CONFIG_HOME=
display=:$((700 + RANDOM % 200))
Xvfb $display -screen 0 1280x800x24 >/dev/null 2>&1 &
export DISPLAY=$display
sleep 2

# Waits for the window and lets it fill the screen.
window() {
    for _ in $(seq 60); do
        id=$(xdotool search --class gouji 2>/dev/null | head -1) && [ -n "$id" ] && break
        sleep 0.5
    done
    xdotool windowmove "$id" 0 0 windowsize "$id" 1280 800
    xdotool windowfocus "$id"
    sleep 4
}
keys() { for key in "$@"; do xdotool key "$key"; sleep 0.5; done; }
picture() {
    sleep 2
    import -window root "$folder/picture.png"
    # Few colours are enough, and nothing in the file tells of the day.
    convert "$folder/picture.png" -colors 128 -define png:exclude-chunks=date,time,tEXt -strip \
        "PNG8:$root/assets/screenshots/$1.png"
}

"$program" >/dev/null 2>&1 &
welcome=$!
window
picture welcome
kill $welcome
wait $welcome 2>/dev/null || true
"$program" "$folder/示例报告.txt" >/dev/null 2>&1 &
window
keys ctrl+3
picture desk
keys F11
picture verify
keys F11 ctrl+Return
# The name of the reviewer is asked first.
xdotool type --delay 60 "Wang Li"
keys Return
picture sign-off
