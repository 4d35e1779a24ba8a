using Markdig.Syntax;

namespace MeshFederation.Help.Reading;

/// <summary>
/// The <c>key: value</c> lines of a front matter or a parameter's block. Not quite YAML: a default value such as
/// <c>@{ istio = 'ingressgateway' }</c> stands there unquoted.
/// </summary>
internal sealed class KeyedLines
{
    private readonly Dictionary<string, (string Value, int Line)> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly PageErrors _errors;
    private readonly string _code;

    public KeyedLines(LeafBlock block, PageErrors errors, string code)
    {
        (_errors, _code, Line) = (errors, code, block.Line + 1);
        for (var index = 0; index < block.Lines.Count; index++) Read(block.Lines.Lines[index].ToString().Trim(), Line + 1 + index);
    }

    public int Line { get; }

    public bool Has(string key) => _values.ContainsKey(key);

    public int LineOf(string key) => _values.TryGetValue(key, out var entry) ? entry.Line : Line;

    public string Text(string key)
    {
        if (_values.TryGetValue(key, out var entry)) return entry.Value;
        _errors.Add(Line, _code, $"'{key}:' is missing.");
        return "";
    }

    public string RequiredText(string key)
    {
        var value = Text(key);
        if (value.Length == 0 && Has(key)) _errors.Add(LineOf(key), _code, $"'{key}:' is empty.");
        return value;
    }

    public IReadOnlyList<string> List(string key) =>
        Text(key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Flag(string key)
    {
        var text = Text(key);
        if (bool.TryParse(text, out var flag)) return flag;
        if (Has(key)) _errors.Add(LineOf(key), _code, $"'{key}:' is '{text}', not True or False.");
        return false;
    }

    public void Allow(params IReadOnlyCollection<string> keys)
    {
        foreach (var (key, entry) in _values.Where(entry => !keys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)))
            _errors.Add(entry.Line, _code, $"'{key}:' is not known; known are {string.Join(", ", keys)}.");
    }

    private void Read(string text, int line)
    {
        if (text.Length == 0) return;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) _errors.Add(line, _code, $"'{text}' is not 'key: value'.");
        else if (!_values.TryAdd(text[..colon].Trim(), (text[(colon + 1)..].Trim(), line)))
            _errors.Add(line, _code, $"'{text[..colon]}:' is there twice.");
    }
}
