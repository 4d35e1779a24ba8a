using System.Globalization;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Access;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// What of the ports of a service's pods is denied to callers, as policies see these: by the numbers of the pods. Of the ports of other
/// services with these pods nothing is denied, since who may call them is said by theirs.
/// </summary>
internal sealed class AccessPorts(
    MeshService service, MeshServiceInstance instance, IReadOnlyList<(MeshService Service, MeshServiceInstance Instance)> beside)
{
    private readonly List<int> _theirs =
    [
        .. (instance.NamedTargetPort.Count > 0 ? [] : beside)
            .SelectMany(item => item.Service.Port, (item, port) => item.Instance.TargetOf(port))
            .Except(service.Port.Select(instance.TargetOf)),
    ];

    private const int Most = 64;

    /// <summary>
    /// The operations that are denied to whom some policies let in; null for all, none for none. A port of the pods that is not exported
    /// is denied to everyone of another cluster, unless ports are not known by number.
    /// </summary>
    /// <exception cref="MeshException">There are too many combinations.</exception>
    public IReadOnlyList<UnstructuredMap>? DeniedTo(IReadOnlyList<AccessGrant> grants)
    {
        if (grants.Count == 0) return _theirs.Count == 0 ? null : [UnstructuredMap.Of(("notPorts", Numbers([], _theirs)))];
        var allowed = service.Port.Select(port => (
            Port: port,
            Policies: grants.Select(grant => grant.Policy).Where(policy => policy.PortsOf(service).Contains(port)).ToList()))
            .Where(item => item.Policies.Count > 0).ToList();
        var denied = new List<UnstructuredMap>();
        if (instance.NamedTargetPort.Count == 0)
            denied.Add(UnstructuredMap.Of(("notPorts", Numbers(allowed.Select(item => item.Port), _theirs))));
        foreach (var same in allowed.Where(item => item.Policies.TrueForAll(policy => policy.IsOfRequests))
            .GroupBy(item => string.Join('\n', item.Policies), StringComparer.Ordinal))
        {
            denied.AddRange(Outside(same.First().Policies, Numbers(same.Select(item => item.Port))));
        }

        return denied;
    }

    /// <summary>What none of several policies allows: of each, the methods or the paths are others.</summary>
    private List<UnstructuredMap> Outside(IReadOnlyList<MeshAccessPolicy> policies, UnstructuredList ports)
    {
        var outside = new List<(IEnumerable<string> Methods, IEnumerable<string> Paths)> { ([], []) };
        foreach (var policy in policies)
        {
            outside =
            [
                .. policy.Method.Count == 0 ? [] : outside.Select(item => (item.Methods.Concat(policy.Method), item.Paths)),
                .. policy.RequestPath.Count == 0 ? [] : outside.Select(item => (item.Methods, item.Paths.Concat(policy.RequestPath))),
            ];
            if (outside.Count > Most) throw TooMany();
        }

        return
        [
            .. outside.Select(item => UnstructuredMap.Of(
                ("ports", ports), ("notMethods", Sorted(item.Methods)), ("notPaths", Sorted(item.Paths))))
                .DistinctBy(CanonicalJson.Write, StringComparer.Ordinal),
        ];
    }

    private static UnstructuredList? Sorted(IEnumerable<string> texts) =>
        texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } sorted
            ? UnstructuredList.From(sorted)
            : null;

    private UnstructuredList Numbers(IEnumerable<MeshPort> ports, IEnumerable<int>? more = null) => UnstructuredList.From(
        ports.Select(instance.TargetOf).Concat(more ?? []).Distinct().Order()
            .Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private MeshException TooMany() => AccessErrors.Inexpressible(
        service,
        instance.Cluster.Name,
        "so many policies with methods and paths hold for the same callers that Istio would need more than "
        + $"{Most.ToString(CultureInfo.InvariantCulture)} rules",
        "Put methods and paths of the same callers into one New-MeshAccessPolicy.");
}
