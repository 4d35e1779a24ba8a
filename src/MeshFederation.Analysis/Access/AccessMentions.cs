using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// What the AuthorizationPolicies that may be for a namespace's pods speak of: callers, methods and paths that differ in what they reach
/// differ in some of these.
/// </summary>
internal sealed class AccessMentions
{
    private readonly List<UnstructuredMap> _rules;

    /// <summary>Makes one.</summary>
    /// <param name="views">The cluster before and after.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="selector">The labels that the pods have at least; null where these are not known.</param>
    public AccessMentions(IEnumerable<RoutingCluster> views, string space, UnstructuredMap? selector)
    {
        Policies = [.. views.SelectMany(view => view.Of(ReadKind.AuthorizationPolicy)
            .Where(policy => policy.Namespace == space || policy.Namespace == RootNamespace.Of(view.Facts)))
            .Where(policy => selector is null || policy.Spec.Map("selector")?.Map("matchLabels") is not { } labels
                || labels.All(label => !selector.TryGetValue(label.Key, out var value) || Equals(value, label.Value)))];
        _rules = [.. Policies.SelectMany(policy => policy.Spec.Maps("rules"))];
    }

    /// <summary>The policies.</summary>
    public IReadOnlyList<MeshManifest> Policies { get; }

    /// <summary>The methods, and one that none of them is.</summary>
    public IReadOnlyList<string> Methods =>
        [.. Texts("to", "operation", "methods").Select(text => text.Trim('*')).Where(text => text.Length > 0).Prepend("GET")
            .Append(PatternExamples.Other("MERGE", Texts("to", "operation", "methods"))).Distinct(StringComparer.Ordinal)];

    /// <summary>The paths, what begins and ends like them, and one that none of them is.</summary>
    public IReadOnlyList<string> Paths =>
        [.. Texts("to", "operation", "paths").SelectMany(Near).Concat(PatternExamples.Of(Texts("to", "operation", "paths")))
            .Prepend("/").Append(PatternExamples.Other("/any-other", Texts("to", "operation", "paths")))
            .Where(path => path.StartsWith('/') && !path.Contains('{', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    /// <summary>The namespaces and accounts that are named, with what each may be combined with; null is any other.</summary>
    public IEnumerable<(string? Namespace, string? Account)> Callers => MentionedCallers.Of(Policies);

    /// <summary>A namespace and an account of which no policy speaks.</summary>
    public (string Namespace, string Account) Other => MentionedCallers.Other(Policies);

    private static IEnumerable<string> Near(string path)
    {
        var plain = path.Trim('*');
        yield return plain;
        if (path.EndsWith('*')) yield return plain + "x";
        if (path.StartsWith('*')) yield return "/x" + plain;
    }

    private IEnumerable<string> Texts(string list, string part, params string[] fields) => _rules.SelectMany(rule => rule.Maps(list))
        .Select(item => item.Map(part)).OfType<UnstructuredMap>()
        .SelectMany(content => fields.SelectMany(field =>
            content.List(field).Concat(content.List("not" + char.ToUpperInvariant(field[0]) + field[1..]))))
        .OfType<string>();
}
