using System.Text;

namespace MeshFederation.Istio.Expressions;

/// <summary>
/// An RE2 expression in .NET's syntax, where the same signs mean the same: <c>$</c> is the end and no line's, <c>\d</c>, <c>\s</c> and
/// <c>\w</c>
/// are ASCII, and nothing is there that RE2 lacks.
/// </summary>
/// <param name="Pattern">The expression; null when it is none, or .NET has no word for a part of it.</param>
/// <param name="Fault">Why RE2 does not take it, in one sentence; null when it does.</param>
internal readonly record struct Re2Translation(string? Pattern, string? Fault)
{
    /// <summary>Translates an expression.</summary>
    public static Re2Translation Of(string pattern) => new Reading(pattern).Read();

    /// <summary>The fault of what is no expression at all.</summary>
    public static string None(string pattern) => $"'{pattern}' is no regular expression.";

    private ref struct Reading(string pattern)
    {
        /// <summary>Letters that stand for something behind a backslash in RE2, and mean the same to .NET.</summary>
        private const string SameEscapes = "AbBfnrtvazdDsSwW0";

        private readonly StringBuilder _output = new(pattern.Length + 16);
        private readonly Re2Repeats _repeats = new();
        private readonly bool _lines = pattern.Contains("(?", StringComparison.Ordinal) && HasFlag(pattern, 'm');
        private int _at;
        private bool _isForeign;

        public Re2Translation Read()
        {
            while (_at < pattern.Length)
            {
                if (Next() is { } fault) return new(null, fault);
            }

            return new(_isForeign ? null : _output.ToString(), null);
        }

        private string? Next()
        {
            switch (pattern[_at])
            {
                case '\\': return Escape(inClass: false);
                case '[': return Class();
                case '(': return Group();
                case ')': _repeats.Close(); return Copy(1);
                case '|': _repeats.Alternative(); return Copy(1);
                case '{': return Repeat();
                case '$' when !_lines: _repeats.Atom(); _at++; return Put(@"\z");
                case '*' or '+' or '?': return Copy(1);
                default: _repeats.Atom(); return Copy(1);
            }
        }

        private string? Group()
        {
            _repeats.Open();
            var rest = pattern.AsSpan(_at);
            if (!rest.StartsWith("(?")) return Copy(1);
            if (rest.StartsWith("(?P<")) return Put("(?<", 4);
            if (rest.StartsWith("(?=") || rest.StartsWith("(?!") || rest.StartsWith("(?>") || rest.StartsWith("(?<=")
                || rest.StartsWith("(?<!"))
            {
                return $"'{pattern}' looks ahead, behind, or is atomic, which RE2 cannot.";
            }

            if (rest.StartsWith("(?<")) return Copy(3);
            var end = rest[2..].IndexOfAny(':', ')');
            var flags = end < 0 ? "?" : rest.Slice(2, end);
            if (flags.IndexOfAnyExcept("imsU-") >= 0) return None(pattern);
            var isWhole = rest[end + 2] == ')';
            if (isWhole) _repeats.Close();
            // Greediness decides what is captured, not whether something matches.
            var kept = flags.ToString().Replace("U", "", StringComparison.Ordinal).TrimEnd('-');
            return Put(isWhole && kept.Length == 0 ? "" : $"(?{kept}{rest[end + 2]}", end + 3);
        }

        private string? Repeat()
        {
            var end = pattern.IndexOf('}', _at);
            var inside = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
            // What does not read as a repeat stands for itself.
            if (inside.Length is 0 or > 2 || inside[0].Length == 0
                || Array.Exists(inside, part => part.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0))
            {
                _repeats.Atom();
                return Put(@"\{", 1);
            }

            if (!_repeats.Repeat(inside))
            {
                return FormattableString.Invariant($"'{pattern}' repeats more than {Re2Repeats.Most} times, which RE2 does not.");
            }

            return Copy(end + 1 - _at);
        }

        private string? Class()
        {
            _repeats.Atom();
            Copy(1);
            if (_at < pattern.Length && pattern[_at] == '^') Copy(1);
            for (var first = true; _at < pattern.Length; first = false)
            {
                if (pattern[_at] == ']' && !first) return Copy(1);
                var fault = pattern[_at] switch
                {
                    '\\' => Escape(inClass: true),
                    '[' when pattern.AsSpan(_at).StartsWith("[:") => Posix(),
                    '[' => Put(@"\[", 1),
                    ']' => Put(@"\]", 1),
                    _ => Copy(1),
                };
                if (fault is not null) return fault;
            }

            return None(pattern);
        }

        private string? Posix()
        {
            var end = pattern.IndexOf(":]", _at, StringComparison.Ordinal);
            if (end < 0) return Put(@"\[", 1);
            var name = pattern[(_at + 2)..end];
            if (Re2Classes.Find(name) is not { } members) return None(pattern);
            return Put(members, end + 2 - _at);
        }

        private string? Escape(bool inClass)
        {
            if (_at + 1 >= pattern.Length) return None(pattern);
            var next = pattern[_at + 1];
            if (!inClass && next is not ('A' or 'b' or 'B' or 'z')) _repeats.Atom();
            if (next is >= '1' and <= '9') return Digits(inClass);
            switch (next)
            {
                case 'd' or 's' or 'w': return Put(inClass ? Re2Classes.Of(next) : $"[{Re2Classes.Of(next)}]", 2);
                case 'D' or 'S' or 'W' when !inClass: return Put($"[^{Re2Classes.Of(char.ToLowerInvariant(next))}]", 2);
                case 'p' or 'P': return Property(next);
                case 'C' when !inClass: _isForeign = true; _at += 2; return null;
                case 'Q': return Quoted();
                case 'x' when _at + 2 < pattern.Length && pattern[_at + 2] == '{': return Wide();
                case 'k' when _at + 2 < pattern.Length && pattern[_at + 2] is '<' or '{' or '\'': return RefersBack();
                default:
                    var isUnknown = char.IsAsciiLetterOrDigit(next) && next != 'x' && !SameEscapes.Contains(next, StringComparison.Ordinal);
                    return isUnknown ? None(pattern) : Copy(2);
            }
        }

        /// <summary>A digit refers back to a group; only three octal digits are a character.</summary>
        private string? Digits(bool inClass)
        {
            var isOctal = _at + 3 < pattern.Length && pattern.AsSpan(_at + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            if (isOctal) return Put($@"\x{Convert.ToInt32(pattern.Substring(_at + 1, 3), 8) & 0xFF:X2}", 4);
            return inClass ? None(pattern) : RefersBack();
        }

        private string RefersBack() => $"'{pattern}' refers back to a group, which RE2 cannot.";

        /// <summary>Classes of Unicode: <c>\pL</c> and <c>\p{Lu}</c> are .NET's too, scripts are not.</summary>
        private string? Property(char sign)
        {
            var at = _at + 2;
            if (at >= pattern.Length) return None(pattern);
            var end = pattern[at] == '{' ? pattern.IndexOf('}', at) : at;
            if (end < 0) return None(pattern);
            var name = pattern[at] == '{' ? pattern[(at + 1)..end] : pattern[at..(at + 1)];
            if (name.StartsWith('^')) (name, sign) = (name[1..], sign == 'p' ? 'P' : 'p');
            if (name.Length > 2) _isForeign = true;
            return Put($@"\{sign}{{{name}}}", end + 1 - _at);
        }

        private string? Quoted()
        {
            var end = pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
            var text = end < 0 ? pattern[(_at + 2)..] : pattern[(_at + 2)..end];
            return Put(Re2Classes.Literal(text), text.Length + (end < 0 ? 2 : 4));
        }

        private string? Wide()
        {
            var end = pattern.IndexOf('}', _at);
            if (end < 0 || !int
                .TryParse(pattern.AsSpan(_at + 3, end - _at - 3), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
            {
                return None(pattern);
            }

            if (code > 0x10FFFF) return None(pattern);
            if (code > char.MaxValue) _isForeign = true;
            return Put(FormattableString.Invariant($@"\u{code & 0xFFFF:X4}"), end + 1 - _at);
        }

        private string? Copy(int length)
        {
            _output.Append(pattern, _at, Math.Min(length, pattern.Length - _at));
            _at += length;
            return null;
        }

        private string? Put(string text, int instead = 0)
        {
            _output.Append(text);
            _at += instead;
            return null;
        }

        private static bool HasFlag(string pattern, char flag)
        {
            for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern
                .IndexOf("(?", at + 2, StringComparison.Ordinal))
            {
                var flags = pattern.AsSpan(at + 2);
                var end = flags.IndexOfAnyExcept("imsU-");
                if (flags[..Math.Max(end, 0)].Contains(flag)) return true;
            }

            return false;
        }
    }
}
