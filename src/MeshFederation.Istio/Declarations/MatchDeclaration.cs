using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks what was declared of a match, by the rules of istio pkg/config/validation/virtualservice.go.</summary>
public static class MatchDeclaration
{
    private const string Header = nameof(MeshMatch.Header);

    private static readonly System.Buffers.SearchValues<char> NotInHeaderNames =
        System.Buffers.SearchValues.Create(" \t\r\n:,;=\"(){}/\\<>?");


    /// <summary>Checks a match.</summary>
    /// <param name="match">The match.</param>
    /// <returns>The match.</returns>
    /// <exception cref="MeshException">Istio would refuse it, or no request could ever meet it.</exception>
    public static MeshMatch Check(MeshMatch match)
    {
        if (match.IsEmpty) throw MatchErrors.Invalid("", "it has no condition");
        if (match.Path is { } path) CheckPath(path);
        if (match.IgnoreCase && match.Path is not { Kind: StringMatchKind.Exact or StringMatchKind.Prefix })
            throw MatchErrors.Invalid(match, "IgnoreCase is about Path and PathPrefix; an expression begins with (?i) instead");
        if (match.Method is { } method && !HttpMethods.All.Contains(method, StringComparer.Ordinal))
            throw MatchErrors.Invalid(method, $"it is no HTTP method; these are {string.Join(", ", HttpMethods.All)}");
        foreach (var (name, condition) in match.Header) CheckText(Header, name, condition);
        foreach (var (name, condition) in match.Query) CheckText(nameof(MeshMatch.Query), name, condition);
        if (match.Query.FirstOrDefault(query => query.Value.Kind == StringMatchKind.Absent).Key is { } absent)
        {
            throw MatchErrors.OfPart(
                nameof(MeshMatch.Query), absent, "Istio cannot ask for the absence of a query parameter, only of a header");
        }

        if (match.Query.FirstOrDefault(query => query.Value.IsInverse).Key is { } inverse)
        {
            throw MatchErrors.OfPart(
                nameof(MeshMatch.Query), inverse, "Istio cannot ask for another value of a query parameter, only of a header");
        }

        if (match.SourceNamespace is not null) NameErrors.RequireLabel(match.SourceNamespace, "namespace");
        foreach (var gateway in match.Gateway) CheckGateway(gateway);
        return match;
    }

    /// <summary>Whether a header that is no pseudo-header can have a name.</summary>
    internal static bool IsHeaderName(string name) => name.Length > 0 && !name.AsSpan().ContainsAny(NotInHeaderNames);

    private static void CheckPath(StringMatch path)
    {
        if (path.Kind is StringMatchKind.Present or StringMatchKind.Absent) throw MatchErrors.Invalid("Path", "every request has a path");
        if (path.Kind != StringMatchKind.Regex && !path.Value.StartsWith('/'))
            throw MatchErrors.Invalid(path.Value, "a path begins with '/'");
        RequireRegex(path);
    }

    private static void CheckText(string what, string name, StringMatch condition)
    {
        if (name.Length == 0) throw MatchErrors.OfPart(what, name, "it has no name");
        if (what == Header && name.AsSpan().ContainsAny(NotInHeaderNames))
            throw MatchErrors.OfPart(what, name, "no header can have that name");
        if (what == Header && condition is { Kind: StringMatchKind.Exact, Value.Length: 0 })
        {
            throw MatchErrors.OfPart(
                what, name, "to Istio a header without a value is one that is there; write @{ Present = $true } or @{ Present = $false }");
        }
        RequireRegex(condition);
    }

    private static void RequireRegex(StringMatch condition)
    {
        if (condition.Kind != StringMatchKind.Regex) return;
        if (Re2.Fault(condition.Value) is not null) throw MatchErrors.Invalid(condition.Value, "it is not an RE2 expression");
    }

    /// <summary>A gateway is a name, <c>namespace/name</c>, or <c>mesh</c> for the sidecars.</summary>
    private static void CheckGateway(string gateway)
    {
        var parts = gateway.Split('/');
        if (parts.Length > 2 || !parts.All(part => DnsName.IsSubdomain(part)))
            throw MatchErrors.Invalid(gateway, "a gateway is written as namespace/name, or mesh for the sidecars");
    }
}
