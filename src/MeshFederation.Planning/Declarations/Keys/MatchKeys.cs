using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Traffic.MeshMatch>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of a match, which are those of New-MeshMatch.</summary>
internal static class MatchKeys
{
    /// <summary>The keys.</summary>
    public static readonly Section<MeshMatch> Section = new(
        "match",
        new DeclarationKey<MeshMatch>(
            "path", ConditionKeys.Shape, "The path, as a whole.",
            match => match.Path is { Kind: StringMatchKind.Exact } path ? ConditionKeys.Write(path) : null,
            (match, value, _) => WithPath(match, ConditionKeys.Read("Path", value))),
        Path("pathPrefix", "/api", StringMatchKind.Prefix, "The beginning of the path."),
        Path("pathRegex", "/v[12]/.*", StringMatchKind.Regex, "An RE2 expression for the path as a whole."),
        Flag(
            "ignoreCase", "Whether a path that is given as a whole, or by its beginning, is meant in any case.",
            match => match.IgnoreCase, (match, ignores) => match with { IgnoreCase = ignores }),
        Conditions(
            "header", "end-user", "Headers by name: a text, or a map with prefix, regex or present.",
            match => match.Header,
            (match, header) => match with { Header = header },
            name => name.ToLowerInvariant()),
        Text(
            "method", "GET", "The HTTP method.",
            match => match.Method, (match, method) => match with { Method = method.ToUpperInvariant() }),
        Conditions(
            "query", "version", "Query parameters by name: a text, or a map with prefix, regex or present.",
            match => match.Query,
            (match, query) => match with { Query = query },
            name => name),
        new DeclarationKey<MeshMatch>(
            "sourceLabel", LabelKeys.Shape, "Labels of the calling pods.",
            match => LabelKeys.Write(match.SourceLabel),
            (match, value, _) => match with { SourceLabel = LabelKeys.Read(value) }),
        Text(
            "sourceNamespace", "shop", "The namespace of the calling pods.",
            match => match.SourceNamespace, (match, space) => match with { SourceNamespace = space }),
        Whole(
            "port", new(PortRange.Least, PortRange.Most, 9080), "The port of the service that is called.",
            match => match.Port, (match, port) => match with { Port = port }),
        Texts(
            "gateway", "istio-system/web", "The gateways through which the request comes; mesh means the sidecars.",
            match => match.Gateway,
            (match, gateways) => match with
            {
                Gateway = gateways.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            }));

    /// <summary>Reads a match.</summary>
    /// <exception cref="DeclarationException">It cannot be.</exception>
    public static MeshMatch Read(object value, ReadContext context)
    {
        var match = Section.Read((UnstructuredMap)value, context, new());
        return context.Guard(() => MatchDeclaration.Check(match));
    }

    private static DeclarationKey<MeshMatch> Path(string name, string example, StringMatchKind kind, string summary) => Text(
        name,
        example,
        summary,
        match => match.Path?.Kind == kind ? match.Path.Value : null,
        (match, text) => WithPath(match, ConditionKeys.Plain("Path" + kind, kind, text)));

    private static MeshMatch WithPath(MeshMatch match, StringMatch path) => match.Path is null
        ? match with { Path = path }
        : throw MatchErrors.Invalid(path.Value, "it has two paths, of which a request can have one");

    private static DeclarationKey<MeshMatch> Conditions(
        string name,
        string example,
        string summary,
        Func<MeshMatch, StringMatches> write,
        Func<MeshMatch, StringMatches, MeshMatch> read,
        Func<string, string> canonical) => new(
            name,
            new MapShape(ConditionKeys.Shape, "names", example),
            summary,
            match => write(match) is { Count: > 0 } conditions
                ? UnstructuredMap.Read(conditions.Keys, conditions.Values.Select(ConditionKeys.Write))
                : null,
            (match, value, context) => read(match, StringMatches.Create(((UnstructuredMap)value).Select(entry => new
                KeyValuePair<string, StringMatch>(
                    canonical(entry.Key), context.Under(entry.Key).Guard(() => ConditionKeys.Read(entry.Key, entry.Value!)))))));
}
