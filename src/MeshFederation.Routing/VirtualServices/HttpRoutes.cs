using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// The HTTP routes of a VirtualService as they are for one proxy and port, first match first, with those of delegates in the place of the
/// routes that name them (istio pilot/pkg/networking/core/route/route.go BuildHTTPRoutesForVirtualService;
/// pilot/pkg/model/virtualservice.go MergeHTTPRoutes).
/// </summary>
internal sealed class HttpRoutes
{
    /// <summary>What a delegate's route has of its root's where it says nothing itself.</summary>
    private static readonly string[] OfRoot =
    [
        "rewrite", "directResponse", "timeout", "retries", "fault", "mirror", "mirrorPercentage", "mirrors", "corsPolicy", "headers",
    ];

    private readonly RoutingCluster _cluster;
    private readonly MeshManifest _virtualService;

    public HttpRoutes(RoutingCluster cluster, MeshManifest virtualService) => (_cluster, _virtualService) = (cluster, virtualService);

    /// <summary>Every alternative of every route: a match, or the whole route when it has none.</summary>
    public IEnumerable<Candidate> Candidates()
    {
        var routes = _virtualService.Spec.Maps("http").ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            var field = FormattableString.Invariant($"http[{i}]");
            var roots = Alternatives(_virtualService, routes[i], field);
            var merged = routes[i].Map("delegate") is not { } name ? roots
                : OfDelegate([.. roots], routes[i], name);
            foreach (var candidate in merged) yield return candidate;
        }
    }

    /// <summary>The namespace and name of a delegate.</summary>
    /// <param name="root">The VirtualService that delegates.</param>
    /// <param name="name">What its route says.</param>
    public static (string Namespace, string Name) PlaceOf(MeshManifest root, UnstructuredMap name) =>
        (name.Text("namespace") is { Length: > 0 } given ? given : root.Namespace, name.Text("name") ?? "");

    /// <summary>The VirtualServices, each by namespace and name, to which routes of one delegate.</summary>
    /// <param name="root">The VirtualService.</param>
    public static IEnumerable<(string Namespace, string Name)> PlacesOf(MeshManifest root) =>
        root.Spec.Maps("http").Select(route => route.Map("delegate")).OfType<UnstructuredMap>().Select(name => PlaceOf(root, name));

    /// <summary>
    /// Whether a delegate's route is kept below the one that delegates: each of its matches must be within one of that one's.
    /// </summary>
    /// <param name="root">The route that delegates.</param>
    /// <param name="route">The delegate's.</param>
    public static bool Keeps(UnstructuredMap root, UnstructuredMap route)
    {
        var outer = root.Maps("match").ToList();
        return outer.Count == 0 || route.Maps("match").All(leaf => outer.Exists(wide => DelegateMatch.IsWithin(leaf, wide)));
    }

    /// <summary>Whether a route of a VirtualService delegates to another one, which takes it.</summary>
    /// <param name="root">The VirtualService that may delegate.</param>
    /// <param name="target">The other one.</param>
    /// <param name="all">All of the cluster.</param>
    public static bool Delegates(MeshManifest root, MeshManifest target, VirtualServiceIndex all) => Delegating(root, target, all).Any();

    /// <summary>The routes by which a VirtualService delegates to another one, which takes it.</summary>
    /// <param name="root">The VirtualService that may delegate.</param>
    /// <param name="target">The other one.</param>
    /// <param name="all">All of the cluster.</param>
    public static IEnumerable<UnstructuredMap> Delegating(MeshManifest root, MeshManifest target, VirtualServiceIndex all) =>
        Takes(target, root, all)
            ? root.Spec.Maps("http").Where(
                route => route.Map("delegate") is { } name && PlaceOf(root, name) == (target.Namespace, target.Name))
            : [];

    private static bool Takes(MeshManifest target, MeshManifest root, VirtualServiceIndex all) =>
        target.Spec.List("hosts").Count == 0 && all.IsSeen(target, root.Namespace);

    /// <summary>
    /// istiod leaves a route out whose delegate is not there (istio pilot/pkg/model/virtualservice.go mergeVirtualServicesIfNeeded); where
    /// that is not known it ends there.
    /// </summary>
    private IEnumerable<Candidate> OfDelegate(List<Candidate> roots, UnstructuredMap root, UnstructuredMap name)
    {
        var place = PlaceOf(_virtualService, name);
        var named = _cluster.VirtualServices.All.FirstOrDefault(item => (item.Namespace, item.Name) == place);
        if (named is null)
        {
            return _cluster.Completeness.IsWhole(ReadKind.VirtualService, place.Namespace)
                ? []
                : roots.Select(static candidate => candidate with { IsOpen = true });
        }

        return Takes(named, _virtualService, _cluster.VirtualServices) ? Merged(roots, root, named) : [];
    }

    /// <summary>Both the root's and the delegate's conditions must hold: a delegate can only narrow what its root gives it.</summary>
    private static IEnumerable<Candidate> Merged(List<Candidate> roots, UnstructuredMap root, MeshManifest target)
    {
        var routes = target.Spec.Maps("http").Select(route => Filled(route, root)).ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            var inner = Alternatives(target, routes[i], FormattableString.Invariant($"http[{i}]")).ToList();
            var pairs = inner.ConvertAll(leaf =>
                roots.FindAll(root => IsWithin(leaf, root)).ConvertAll(root => leaf with { Matches = [.. root.Matches, .. leaf.Matches] }));
            if (pairs.TrueForAll(found => found.Count > 0))
            {
                foreach (var candidate in pairs.SelectMany(found => found)) yield return candidate;
            }
        }
    }

    private static UnstructuredMap Filled(UnstructuredMap route, UnstructuredMap root)
    {
        foreach (var field in OfRoot)
        {
            if (!route.ContainsKey(field) && root.TryGetValue(field, out var value)) route = route.With(field, value);
        }

        return route;
    }

    private static bool IsWithin(Candidate leaf, Candidate root) => leaf.Matches.Count == 0 || root.Matches.Count == 0
        || DelegateMatch.IsWithin(leaf.Matches[0], root.Matches[0]);

    private static IEnumerable<Candidate> Alternatives(MeshManifest owner, UnstructuredMap route, string field)
    {
        var matches = route.List("match");
        if (matches.Count == 0) yield return new(owner, route, field, []);
        for (var i = 0; i < matches.Count; i++)
        {
            yield return new(
                owner, route, FormattableString.Invariant($"{field}.match[{i}]"), [matches[i] as UnstructuredMap ?? UnstructuredMap.Empty]);
        }
    }

    internal sealed record Candidate(MeshManifest Owner, UnstructuredMap Route, string Field, IReadOnlyList<UnstructuredMap> Matches)
    {
        /// <summary>Whether it leads to a delegate that may be there, and is not among the objects.</summary>
        public bool IsOpen { get; init; }

        public string? FailsStatically(MeshCaller caller, int port) =>
            Matches.Select(match => SourceCondition.FailsHttp(match, caller, port)).FirstOrDefault(why => why is not null);

        public string? Fails(MeshRequest request) =>
            Matches.Select(match => HttpCondition.Fails(match, request)).FirstOrDefault(why => why is not null);
    }
}
