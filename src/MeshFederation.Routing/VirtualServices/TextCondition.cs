using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// A StringMatch of an object: exact, prefix, regex, or presence when it says none (istio pilot/pkg/networking/core/route/route.go
/// canBeConvertedToPresentMatch).
/// </summary>
internal readonly record struct TextCondition(UnstructuredMap Match)
{
    /// <summary>A regex of a single asterisk is none, and asks for presence too.</summary>
    public bool IsPresence => Kind is null || (Kind == "regex" && Value == "*");

    private string? Kind =>
        Match.Text("exact") is not null
            ? "exact"
            : Match.Text("prefix") is not null
            ? "prefix"
            : Match.Text("regex") is not null
            ? "regex"
            : null;

    private string Value => Kind is { } kind ? Match.Text(kind)! : "";

    public static TextCondition Of(object? match) => new(match as UnstructuredMap ?? UnstructuredMap.Empty);

    /// <summary>Whether a text meets the condition; no text meets none but is taken as empty where Istio asks so.</summary>
    public bool Holds(string? text, bool ignoreCase = false)
    {
        if (IsPresence) return text is not null;
        if (text is null) return false;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Kind switch
        {
            "exact" => string.Equals(text, Value, comparison),
            "prefix" => text.StartsWith(Value, comparison),
            _ => Re2.IsWhole(Value, text) is true,
        };
    }

    public override string ToString() =>
        IsPresence ? "present" : Kind switch { "exact" => $"'{Value}'", "prefix" => $"'{Value}*'", _ => $"~'{Value}'" };
}
