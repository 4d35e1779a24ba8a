using System.Collections;
using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>The values of a policy by the names of parameters, whether they were typed or stand in a file.</summary>
internal sealed class PolicyArguments
{
    private readonly PolicyKind _kind;
    private readonly Dictionary<string, object> _values = new(StringComparer.OrdinalIgnoreCase);

    public PolicyArguments(PolicyKind kind, IReadOnlyDictionary<string, object?> values)
    {
        _kind = kind;
        foreach (var (name, value) in values)
        {
            if (!kind.Parameters.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Invalid(name, value, $"there is no {name}; there are {string.Join(", ", kind.Parameters)}");
            if (value is not null) _values[name] = value;
        }
    }

    /// <summary>Istio knows no limit; what is kept for longer than a year was hardly meant.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The error for a value.</summary>
    public MeshException Invalid(string name, object? value, string why) =>
        PolicyErrors.Invalid(_kind.Kind, name, Shown(value), why, _kind.Form);

    /// <summary>The error for the values together.</summary>
    public MeshException Invalid(string why) => PolicyErrors.Invalid(_kind.Kind, why, _kind.Form);

    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var value)) return null;
        if (value is IEnumerable and not string) throw Invalid(name, value, "it is no text");
        var text = Shown(value).Trim();
        return text.Length > 0 ? text : throw Invalid(name, "", "it is empty");
    }

    /// <summary>A text as it was written: in a file a number has lost what makes it that text.</summary>
    public string? Words(string name) => _values.TryGetValue(name, out var value) && value is not string
        ? throw Invalid(name, value, "it is no text; in a file it is put in quotes")
        : Text(name);

    public bool? Flag(string name) => !_values.TryGetValue(name, out var value) ? null
        : value as bool? ?? (bool.TryParse(Shown(value), out var flag) ? flag : throw Invalid(name, value, "it is neither true nor false"));

    /// <summary>A whole number within limits.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        var isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isWhole && number >= least && number <= most
            ? (int)number
            : throw Invalid(name, text, FormattableString.Invariant($"it is not a whole number from {least} to {most}"));
    }

    /// <summary>
    /// A duration. Istio takes whole milliseconds, at least one (istio pkg/config/validation/agent ValidateDuration).
    /// </summary>
    public TimeSpan? Duration(string name)
    {
        if (!_values.TryGetValue(name, out var value)) return null;
        var duration = value as TimeSpan? ?? DurationText.Read(Text(name)!, Longest) ?? throw Invalid(name, value, "it is no duration");
        return duration.TotalMilliseconds >= 1 && duration.Ticks % TimeSpan.TicksPerMillisecond == 0 && duration < Longest
            ? duration
            : throw Invalid(name, value, "it is not in whole milliseconds, of at least one and at most a year");
    }

    /// <summary>
    /// A part in percent, of which Istio knows ten-thousandths (istio pkg/config/validation/validation.go validatePercentage).
    /// </summary>
    public double? Percent(string name)
    {
        if (Text(name) is not { } text) return null;
        var digits = text.EndsWith('%') ? text[..^1].TrimEnd() : text;
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent);
        return isNumber && percent is >= 0.0001 and <= 100 or 0
            ? percent
            : throw Invalid(name, text, "it is not a part from 0% to 100%");
    }

    /// <summary>Texts: a list, or one text with commas; each once, in their order.</summary>
    public ValueList<string> Texts(string name) => Items(name, item => item.Split(',', StringSplitOptions.TrimEntries));

    /// <summary>Texts of a list, each as it is: a comma is part of it.</summary>
    public ValueList<string> List(string name) => Items(name, item => [item.Trim()]);

    /// <summary>One of several words, in any case.</summary>
    public string? Choice(string name, params string[] words) => Text(name) is not { } text ? null
        : Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(name, text, $"it is none of {string.Join(", ", words)}");

    /// <summary>Clusters and pods in them; a comma stands between these, and between the labels of one.</summary>
    public ValueList<string> Places(string name) => Items(name, DestinationSyntax.SplitPlaces);

    private ValueList<string> Items(string name, Func<string, IEnumerable<string>> split)
    {
        if (!_values.TryGetValue(name, out var value)) return [];
        if (value is IDictionary) throw Invalid(name, value, "it is no list of texts");
        var items = value is IEnumerable and not string ? ((IEnumerable)value).Cast<object?>().Select(Shown) : [Shown(value)];
        var texts = items.SelectMany(split).ToList();
        if (texts.Count == 0 || texts.Contains("")) throw Invalid(name, value, "there is an empty text in it");
        return texts.Distinct(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>Headers with their values (istio pkg/config/validation/validation.go ValidateHTTPHeaderOperationName).</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="isAuthority">Whether the authority may be among them.</param>
    public HeaderValues Headers(string name, bool isAuthority)
    {
        if (!_values.TryGetValue(name, out var value)) return HeaderValues.Empty;
        if (value is not IDictionary map) throw Invalid(name, value, "it is no map of headers and values");
        if (map.Count == 0) throw Invalid(name, "", "there is no header in it");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in map)
        {
            var header = HeaderName(name, Shown(entry.Key), isAuthority);
            if (entry.Value is null) throw Invalid(name, header, "it has no value; an empty one is written as ''");
            if (!headers.TryAdd(header, Shown(entry.Value))) throw Invalid(name, header, "the header comes twice");
            if (headers[header].AsSpan().ContainsAny('\r', '\n')) throw Invalid(name, headers[header], "a value has one line");
        }

        return HeaderValues.Create(headers);
    }

    /// <summary>Names of headers.</summary>
    public ValueList<string> HeaderNames(string name) =>
        Texts(name).Select(header => HeaderName(name, header, isAuthority: false)).Distinct(StringComparer.Ordinal).ToValueList();

    private string HeaderName(string name, string header, bool isAuthority)
    {
        var lower = header.Trim().ToLowerInvariant();
        if (isAuthority && AuthorityHeader.Is(lower)) return AuthorityHeader.Name;
        if (lower is "host") throw Invalid(name, header, "Istio changes Host, the authority, in requests alone, where it can be set");
        return MatchDeclaration.IsHeaderName(lower) ? lower : throw Invalid(name, header, "no header can have that name");
    }

    /// <summary>A value as it could have been typed.</summary>
    internal static string Shown(object? value) => value switch
    {
        TimeSpan duration => DurationText.Of(duration),
        IDictionary map => string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Shown(key)}={Shown(map[key])}")),
        IEnumerable many and not string => string.Join(", ", many.Cast<object?>().Select(Shown)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
