# Shared by ./run, ./test and ./bench: finds or installs what they need, chooses the engine, keeps a private PostgreSQL.
# Sourced, never executed. Every refusal is one line on stderr and a non-zero exit.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
MIN_POSTGRES=14
# What a process on one processor allocates between two collections of the youngest generation: at the default most of what is collected belongs to
# commands under way (docs/performance.md).
export DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x2000000}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

die() { echo "AfterSales: $*" >&2; exit 1; }
say() { echo "AfterSales: $*" >&2; }

has_sdk() { command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

need_dotnet() {
    has_sdk || [ ! -x "$HOME/.dotnet/dotnet" ] || export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
    has_sdk || install_dotnet
    has_sdk || die ".NET SDK 10 is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or your package manager: dotnet-sdk-10.0)."
}

# The distribution's package where we may install it, else Microsoft's own script into the home folder.
install_dotnet() {
    local script
    say "installing the .NET SDK 10"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dotnet-sdk-10.0; } >/dev/null 2>&1
        ! has_sdk || return
    fi
    command -v curl >/dev/null 2>&1 || return
    script=$(mktemp)
    if curl -fsSL --connect-timeout 10 --max-time 60 https://dot.net/v1/dotnet-install.sh -o "$script"; then
        bash "$script" --channel 10.0 --install-dir "$HOME/.dotnet" >/dev/null && export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
    fi 2>/dev/null
    rm -f "$script"
}

# --- engine -------------------------------------------------------------------------------------------------------------

# What the answer depends on: the packages asked for and the sources they may come from.
engine_key() {
    { cat "$ROOT/Directory.Packages.props"; grep -h OrleansVersion "$ROOT/Directory.Build.props"; echo "${OrleansVersion:-}"; dotnet nuget list source 2>/dev/null; } \
        | cksum | cut -d' ' -f1
}

# Sets ORLEANS=yes|no and ORLEANS_WHY; the answer is kept in engine.props until packages or sources change. A source that could not be asked
# is no answer: then it is "no" for this run only.
probe_engine() {
    local key log
    key=$(engine_key)
    if [ -f "$ROOT/engine.props" ] && grep -q "key=$key " "$ROOT/engine.props"; then
        ORLEANS=$(sed -n 's/.*orleans=\([a-z]*\).*/\1/p' "$ROOT/engine.props" | head -1)
        ORLEANS_WHY=$(sed -n 's/.*why=\(.*\) -->.*/\1/p' "$ROOT/engine.props" | head -1)
        return
    fi
    log=$(mktemp)
    say "looking whether the Orleans packages can be restored (once)"
    if dotnet restore "$ROOT/silo/AfterSales.Silo.csproj" -p:Engine=Orleans -v:quiet >"$log" 2>&1; then
        ORLEANS=yes; ORLEANS_WHY="its packages restore"
    else
        ORLEANS=no
        local missing other
        missing=$(grep -oE 'NU110[123]: [^.]*' "$log" | head -1 | tr -d '<>' | sed 's/--/-/g')
        other=$(grep -oE 'NU1(3|90)[0-9]+: [^.]*' "$log" | head -1)
        if [ -n "$other" ] || [ -z "$missing" ]; then
            [ -n "$other" ] || other=$(grep -iE 'error' "$log" | head -1 | cut -c1-200)
            ORLEANS_WHY="not to be had in this run: ${other:-dotnet restore failed without a reason}"
            say "the package sources gave no clear answer (${other:-no reason told}): the embedded engine for this run, looking again at the next"
            rm -f "$log"
            return
        fi
        ORLEANS_WHY="not restorable here: $missing"
    fi
    rm -f "$log"
    local engine=Embedded
    [ "$ORLEANS" = yes ] && engine=Orleans
    cat >"$ROOT/engine.props" <<PROPS
<Project>
  <!-- Written by the scripts; delete it to look again. key=$key orleans=$ORLEANS why=$ORLEANS_WHY -->
  <PropertyGroup><Engine Condition="'\$(Engine)' == ''">$engine</Engine></PropertyGroup>
</Project>
PROPS
}

# choose_engine auto|orleans|embedded -> ENGINE (Orleans|Embedded), ENGINE_WHY
choose_engine() {
    probe_engine
    case "$1" in
        auto) if [ "$ORLEANS" = yes ]; then ENGINE=Orleans; else ENGINE=Embedded; fi
              ENGINE_WHY="Orleans: $ORLEANS_WHY" ;;
        orleans) [ "$ORLEANS" = yes ] || die "--engine orleans: Orleans is $ORLEANS_WHY"; ENGINE=Orleans; ENGINE_WHY="asked for" ;;
        embedded) ENGINE=Embedded; ENGINE_WHY="asked for" ;;
        *) die "--engine must be auto, orleans or embedded, not '$1'." ;;
    esac
}

# build PROJECT ENGINE [OPTION...]: Release, quiet unless it fails
build() { quietly build "$@"; }

# publish FOLDER PROJECT-NAME ENGINE: what is started, with machine code compiled beforehand where that compiler (Microsoft's crossgen package) restores
publish() {
    local why options=(-p:Ready=true --no-restore)
    why=$(dotnet restore "$ROOT/$1/$2.csproj" -p:Engine="$3" -p:Ready=true -v:quiet 2>&1) || {
        options=()
        say "nothing is compiled to machine code beforehand, so starts take longer: $(grep -oE 'NU1[0-9]+: [^.]*|error.*' <<<"$why" | head -1)"
    }
    quietly publish "$1/$2.csproj" "$3" -o "$(dirname "$(published "$2" "$3")")" ${options[@]+"${options[@]}"}
}

# quietly build|publish PROJECT ENGINE [OPTION...]
quietly() {
    local log; log=$(mktemp)
    dotnet "$1" "$ROOT/$2" -c Release -p:Engine="$3" -v:quiet -nologo -clp:NoSummary "${@:4}" >"$log" 2>&1 \
        || { grep -E 'error|warn' "$log" | sort -u | head -30 >&2; cat "$log" | tail -5 >&2; rm -f "$log"; die "the build of $2 failed (engine $3)."; }
    rm -f "$log"
}

# dll PROJECT-FOLDER-NAME ENGINE -> path of the built assembly
dll() { echo "$ROOT/artifacts/build/$2/bin/$1/release/$1.dll"; }

# published PROJECT-NAME ENGINE -> path of the assembly that is started
published() { echo "$ROOT/artifacts/build/$2/published/$1/$1.dll"; }

# --- mail server of the tests -------------------------------------------------------------------------------------------

# Sets SMTP_PYTHON to a Python that has aiosmtpd; installs Debian's package when there is none and we may. Empty: the tests that need it are left out,
# and SMTP_WHY says why.
find_smtp() {
    local python
    for python in /usr/bin/python3 "$(command -v python3 2>/dev/null)"; do
        [ -n "$python" ] && "$python" -c 'import aiosmtpd.smtp' >/dev/null 2>&1 && { SMTP_PYTHON=$python; return; }
    done
    false
}

want_smtp() {
    SMTP_PYTHON=; SMTP_WHY=
    find_smtp && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing a mail server for the tests (apt-get install python3-aiosmtpd)"
        { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-aiosmtpd; } >/dev/null 2>&1
        find_smtp || SMTP_WHY="apt-get could not install python3-aiosmtpd"
    else
        SMTP_WHY="python3-aiosmtpd is not installed and cannot be by this user"
    fi
}

# --- PostgreSQL ---------------------------------------------------------------------------------------------------------

# Sets PG_BIN to the newest server's programs; installs Debian's package when there is none and we may.
need_postgres() {
    PG_BIN=$(find_postgres)
    if [ -z "$PG_BIN" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing PostgreSQL (apt-get install postgresql)"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1 \
            || die "PostgreSQL could not be installed with apt-get; install PostgreSQL $MIN_POSTGRES or newer, or set AFTERSALES_DB to a connection string."
        PG_BIN=$(find_postgres)
    fi
    [ -n "$PG_BIN" ] || die "PostgreSQL $MIN_POSTGRES or newer is missing: 'sudo apt-get install postgresql' (or your system's package), or set AFTERSALES_DB to a connection string."
    local major; major=$("$PG_BIN/postgres" --version | grep -oE '[0-9]+' | head -1)
    [ "$major" -ge "$MIN_POSTGRES" ] || die "PostgreSQL $major in $PG_BIN is too old: $MIN_POSTGRES or newer is needed."
    PG_MAJOR=$major
}

find_postgres() {
    local dir
    for dir in "${AFTERSALES_PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$(pg_config --bindir 2>/dev/null)" \
               /opt/homebrew/opt/postgresql@*/bin /usr/local/pgsql/bin; do
        [ -n "$dir" ] && [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && { echo "$dir"; return; }
    done
}

# initdb and postgres refuse root: run them as the user 'postgres' then.
as_pg() {
    if [ "$(id -u)" != 0 ]; then "$@"; else setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/ "$@"; fi
}

# pg_start DIR: starts (or finds running) the private server in DIR/pg; sets PG_SOCKETS and DB (an Npgsql connection string without database).
# Only a Unix socket in a folder of its own (mode 700) is opened: no port, no password, no other user.
pg_start() {
    local dir=$1 pg="$1/pg"
    mkdir -p "$dir" 2>/dev/null || die "the data folder $dir cannot be created."
    if [ "$(id -u)" = 0 ]; then
        id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres || die "a user 'postgres' is needed to run PostgreSQL as root's helper."
        as_pg test -x "$dir" || die "the user 'postgres' cannot enter $dir; choose another folder with --data."
    fi
    if [ -e "$pg" ] && [ ! -f "$pg/PG_VERSION" ]; then
        die "the data folder $pg is broken (no PG_VERSION in it); move it away or choose another with --data."
    fi
    if [ ! -e "$pg" ]; then
        # Made aside and moved when it is whole: a run that is stopped here leaves nothing broken.
        rm -rf "$pg.new"
        mkdir -p "$pg.new" && { [ "$(id -u)" != 0 ] || chown postgres: "$pg.new"; } && chmod 700 "$pg.new"
        as_pg "$PG_BIN/initdb" -D "$pg.new" -U aftersales -A trust -E UTF8 --locale=C >"$dir/initdb.log" 2>&1 && mv "$pg.new" "$pg" \
            || die "initdb failed, see $dir/initdb.log."
    fi
    local has; has=$(cat "$pg/PG_VERSION")
    [ "$has" = "$PG_MAJOR" ] || die "the data folder $pg was made by PostgreSQL $has, found PostgreSQL $PG_MAJOR: use that version (AFTERSALES_PG_BIN=...) or another --data."
    # Left over by a run that was killed: go on with that server.
    if as_pg "$PG_BIN/pg_ctl" -D "$pg" status >/dev/null 2>&1; then
        PG_SOCKETS=$(sed -n 5p "$pg/postmaster.pid")
    else
        PG_SOCKETS=$(mktemp -d "${TMPDIR:-/tmp}/aftersales-pg.XXXXXX")
        [ "$(id -u)" != 0 ] || chown postgres: "$PG_SOCKETS"
        : >"$dir/postgres.log"; [ "$(id -u)" != 0 ] || chown postgres: "$dir/postgres.log"
        # A session of its own: Ctrl-C reaches this script, which stops the server last.
        as_pg setsid "$PG_BIN/pg_ctl" -D "$pg" -s -w -t 60 -l "$dir/postgres.log" -o "-c listen_addresses='' -k '$PG_SOCKETS' \
            -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=4GB -c checkpoint_timeout=15min -c wal_compression=on" start \
            >/dev/null 2>&1 || die "PostgreSQL does not start on $pg, see $dir/postgres.log."
    fi
    DB="Host=$PG_SOCKETS;Username=aftersales"
}

# pg_stop DIR [fast|immediate]
pg_stop() {
    as_pg "$PG_BIN/pg_ctl" -D "$1/pg" -s -w -t 60 -m "${2:-fast}" stop >/dev/null 2>&1
    case "${PG_SOCKETS:-}" in */aftersales-pg.*) rm -rf "$PG_SOCKETS" ;; esac
}

pg_create_database() {
    local name=$1
    [ "$("$PG_BIN/psql" -h "$PG_SOCKETS" -U aftersales -d postgres -Atc "select 1 from pg_database where datname = '$name'" 2>/dev/null)" = 1 ] \
        || "$PG_BIN/psql" -q -h "$PG_SOCKETS" -U aftersales -d postgres -c "create database \"$name\"" || die "the database $name cannot be created."
}

# external_db -> AFTERSALES_DB as an Npgsql connection string; understands postgres:// URIs too. One clear line where it is neither.
external_db() {
    local form="AFTERSALES_DB must be 'Host=...;Username=...;Password=...;Database=...' or 'postgres://user:password@host:port/database?sslmode=...'"
    local text=$AFTERSALES_DB
    if [[ ! $text =~ ^postgres(ql)?:// ]]; then
        [[ ${text,,} =~ (^|;)[[:space:]]*(host|server|data source)[[:space:]]*=[^=]*(;|$) ]] || die "$form."
        echo "$text"; return
    fi
    [[ $text =~ ^postgres(ql)?://(([^:@/?]*)(:([^@/?]*))?@)?([^:@/?]*|\[[0-9a-fA-F:]+\])(:([0-9]+))?(/([^/?]*))?(\?(.*))?$ ]] || die "$form."
    local user=${BASH_REMATCH[3]} password=${BASH_REMATCH[5]} host=${BASH_REMATCH[6]} port=${BASH_REMATCH[8]} name=${BASH_REMATCH[10]} query=${BASH_REMATCH[12]}
    local mode="" pair
    while [ -n "$query" ]; do
        pair=${query%%&*}; query=${query#"$pair"}; query=${query#&}
        case "$pair" in
            host=*) host=${pair#*=} ;;
            port=*) port=${pair#*=} ;;
            user=*) user=${pair#*=} ;;
            password=*) password=${pair#*=} ;;
            sslmode=disable) mode=Disable ;; sslmode=allow) mode=Allow ;; sslmode=prefer) mode=Prefer ;;
            sslmode=require) mode=Require ;; sslmode=verify-ca) mode=VerifyCA ;; sslmode=verify-full) mode=VerifyFull ;;
            *) die "$form; '${pair%%=*}' in it is not understood." ;;
        esac
    done
    [ -n "$host" ] || die "$form; it names no host."
    host=${host#[}; host=${host%]}
    echo "Host=$(npgsql_value "$host")${port:+;Port=$port}${user:+;Username=$(npgsql_value "$user")}${password:+;Password=$(npgsql_value "$password")}${name:+;Database=$(npgsql_value "$name")}${mode:+;SSL Mode=$mode}"
}

# Percent-decoded, and quoted as a value of a connection string.
npgsql_value() {
    local text=${1//\\/\\\\}
    text=$(printf '%b' "${text//%/\\x}")
    echo "\"${text//\"/\"\"}\""
}

# A folder that the user running PostgreSQL can enter: the checkout's, or the system's when the checkout is private to root.
default_data_dir() {
    local dir="$ROOT/.data"
    if [ "$(id -u)" = 0 ] && { mkdir -p "$dir"; ! setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$dir"; }; then
        dir="/var/lib/aftersales/$(echo "$ROOT" | cksum | cut -d' ' -f1)"
    fi
    echo "$dir"
}

free_port() {
    local port
    for port in $(seq "${1:-20000}" "$(( ${1:-20000} + 400 ))"); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    die "no free port found."
}
