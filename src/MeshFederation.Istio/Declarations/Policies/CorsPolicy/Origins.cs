using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Policies.CorsPolicy;

/// <summary>
/// Sites as they are typed: <c>https://shop.example.com</c>, <c>prefix:https://shop.</c>, <c>regex:https://.*[.]example[.]com</c>, or
/// <c>*</c>, which Envoy takes for every site.
/// </summary>
internal static class Origins
{
    private const string PrefixSign = "prefix:";
    private const string RegexSign = "regex:";

    public static ValueList<StringMatch> Read(PolicyArguments values, string name)
    {
        var origins = values.List(name).Select(text => Read(values, name, text)).Distinct().ToValueList();
        return origins.Count > 0 ? origins : throw values.Invalid("it allows no origin");
    }

    public static string Write(StringMatch origin) => origin.Kind switch
    {
        StringMatchKind.Prefix => PrefixSign + origin.Value,
        StringMatchKind.Regex => RegexSign + origin.Value,
        _ => origin.Value,
    };

    /// <summary>Whether whatever site one thinks of is allowed.</summary>
    public static bool IsEverySite(StringMatch origin) => TellsNothing(origin) || (origin.Kind == StringMatchKind.Regex
        && Re2.IsWhole(origin.Value, "https://a.example") is true && Re2.IsWhole(origin.Value, "http://b-1.test:81") is true);

    private static bool TellsNothing(StringMatch origin) => origin.Kind switch
    {
        StringMatchKind.Exact => origin.Value == "*",
        StringMatchKind.Prefix => "https://".StartsWith(origin.Value, StringComparison.Ordinal),
        _ => false,
    };

    private static StringMatch Read(PolicyArguments values, string name, string text)
    {
        var (kind, value) = text.StartsWith(PrefixSign, StringComparison.OrdinalIgnoreCase) ? (StringMatchKind.Prefix, text[7..])
            : text.StartsWith(RegexSign, StringComparison.OrdinalIgnoreCase) ? (StringMatchKind.Regex, text[6..])
            : (StringMatchKind.Exact, text);
        if (value.Length == 0) throw values.Invalid(name, text, "it is empty");
        if (kind == StringMatchKind.Regex && Re2.Fault(value) is not null) throw values.Invalid(name, value, "it is not an RE2 expression");
        return kind == StringMatchKind.Regex || value == "*" || !value.Contains('*', StringComparison.Ordinal)
            ? new(kind, value)
            : throw values.Invalid(name, text, $"a '*' in it is no wildcard; write regex:{Expression(value)}");
    }

    private static string Expression(string text) =>
        string.Join("[^/]*", text.Split('*').Select(System.Text.RegularExpressions.Regex.Escape));
}
