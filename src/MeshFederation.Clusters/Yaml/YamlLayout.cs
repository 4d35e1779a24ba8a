using System.Text;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Lays a document out so that YamlDotNet takes what libyaml takes, and kubectl with it: blank lines with spaces at the head of a block,
/// texts in
/// quotes and lists in brackets that go on at the margin, tabs between brackets. Only white space that means nothing is changed, and no
/// line is
/// added or taken away.
/// </summary>
internal sealed class YamlLayout
{
    private readonly string _text;
    private readonly StringBuilder _output;
    private int _at;
    private int _lineStart;

    /// <summary>The column of the key or dash under which the next value stands, from 0.</summary>
    private int _parent = -1;

    /// <summary>The column of the token that may turn out to be a key.</summary>
    private int _token;
    private int _depth;
    private bool _isValue;
    private bool _isPlain;

    private YamlLayout(string text) => (_text, _output) = (text, new(text.Length + 64));

    /// <summary>The document laid out anew, or as it was.</summary>
    public static string Settle(string text)
    {
        var layout = new YamlLayout(text);
        while (layout._at < text.Length) layout.Line();
        return layout._output.ToString();
    }

    private int Column => _at - _lineStart;

    private bool IsAtEnd => _at >= _text.Length || _text[_at] is '\n' or '\r';

    private void Line()
    {
        _lineStart = _at;
        if (_depth > 0) SpacesWithin();
        else while (!IsAtEnd && _text[_at] == ' ') Copy();
        if (_depth == 0 && !IsAtEnd)
        {
            // A plain text goes on where it is further right than what it is the value of.
            _isValue = !(_isPlain && Column > _parent);
            if (_isValue) _parent = Column - 1;
            _isPlain &= !_isValue;
        }

        while (!IsAtEnd && !IsComment()) Token();
        while (!IsAtEnd) Copy();
        if (_at < _text.Length && _text[_at] == '\r') Copy();
        if (_at < _text.Length) Copy();
    }

    private bool IsComment() => _text[_at] == '#' && (_at == _lineStart || _text[_at - 1] is ' ' or '\t');

    private void Token()
    {
        var sign = _text[_at];
        if (sign is ' ' or '\t') Copy();
        else if (_depth > 0 && (sign is '[' or '{' or ']' or '}' or ',')) Bracket(sign);
        else if (!_isValue) Rest(sign);
        else Value(sign);
    }

    private void Value(char sign)
    {
        _token = Column;
        switch (sign)
        {
            case '"' or '\'': Quoted(sign); return;
            case '[' or '{': Bracket(sign); return;
            case '&' or '!': while (!IsAtEnd && !IsBlank(_at)) Copy(); return;
            case '-' or '?' when _depth == 0 && (_at + 1 >= _text.Length || IsBlank(_at + 1)):
                _parent = Column;
                Copy();
                return;
            case '|' or '>' when _depth == 0: Block(); return;
            default: (_isValue, _isPlain) = (false, true); Copy(); return;
        }
    }

    /// <summary>What stands behind the beginning of a plain text or behind quotes.</summary>
    private void Rest(char sign)
    {
        var isKey = sign == ':'
            && (_at + 1 >= _text.Length || IsBlank(_at + 1) || (_depth > 0 && _text[_at + 1] is (',' or '[' or ']' or '{' or '}' or '"')));
        if (isKey) (_isValue, _isPlain) = (true, false);
        if (isKey && _depth == 0) _parent = _token;
        Copy();
    }

    private void Bracket(char sign)
    {
        _depth += sign is '[' or '{' ? 1 : sign is ']' or '}' ? -1 : 0;
        (_isValue, _isPlain) = (sign is '[' or '{' or ',', false);
        Copy();
    }

    private void Quoted(char quote)
    {
        (_isValue, _isPlain) = (false, false);
        Copy();
        while (_at < _text.Length)
        {
            var sign = _text[_at];
            Copy();
            if (sign == quote && quote == '\'' && _at < _text.Length && _text[_at] == quote) Copy();
            else if (sign == quote) return;
            else if (sign == '\\' && quote == '"' && _at < _text.Length && _text[_at] is not ('\n' or '\r')) Copy();
            else if (sign is '\n' or '\u0085' or '\u2028' or '\u2029') GoOn();
        }
    }

    /// <summary>
    /// The next line of what is in quotes or brackets: white space at its head is no part of it, but a sign at the margin ends the
    /// document.
    /// </summary>
    private void GoOn()
    {
        _lineStart = _at;
        if (_text.AsSpan(_at).StartsWith("...") || _text.AsSpan(_at).StartsWith("---")) return;
        _output.Append(' ', Math.Max(_parent, 0) + 2);
    }

    private void SpacesWithin()
    {
        GoOn();
        for (; !IsAtEnd && _text[_at] is (' ' or '\t'); _at++) _output.Append(' ');
    }

    /// <summary>A block: its head, the blank lines before its first line, and the rest as it is.</summary>
    private void Block()
    {
        var isOpen = true;
        for (; !IsAtEnd; Copy()) isOpen &= _text[_at] is < '1' or > '9' || IsComment();
        (_isValue, _isPlain) = (false, false);
        var first = true;
        while (_at < _text.Length)
        {
            // The line end before the line.
            var line = _text.IndexOf('\n', _at) + 1;
            if (line == 0 || line >= _text.Length) return;
            var end = _text.IndexOf('\n', line) is >= 0 and var next ? next : _text.Length;
            var content = _text.AsSpan(line, end - line).TrimEnd('\r');
            var spaces = content.IndexOfAnyExcept(' ');
            if (spaces >= 0 && spaces <= _parent) return;
            first &= spaces < 0;
            while (_at < line) Copy();
            var isHead = isOpen && first && content.Length <= HeadIndent(line);
            _output.Append(_text, isHead ? end : _at, isHead ? 0 : end - _at);
            _at = end;
        }
    }

    /// <summary>How far right the first line of a block stands that is not blank.</summary>
    private int HeadIndent(int line)
    {
        while (line < _text.Length)
        {
            var end = _text.IndexOf('\n', line) is >= 0 and var next ? next : _text.Length;
            var content = _text.AsSpan(line, end - line).TrimEnd('\r');
            var spaces = content.IndexOfAnyExcept(' ');
            if (spaces >= 0) return spaces > _parent ? spaces : int.MaxValue;
            line = end + 1;
        }

        return int.MaxValue;
    }

    private bool IsBlank(int at) => _text[at] is ' ' or '\t' or '\n' or '\r';

    private void Copy() => _output.Append(_text[_at++]);
}
