using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// A way from one cluster to a service of another: a host, port and subset whose endpoint is the gateway of that cluster.
/// </summary>
internal sealed record GatewayCall
{
    /// <summary>The cluster of the caller.</summary>
    public required RoutingCluster Client { get; init; }

    /// <summary>The pods that call.</summary>
    public required MeshCaller Caller { get; init; }

    /// <summary>The service that is called.</summary>
    public required RoutedService Service { get; init; }

    /// <summary>The port that is called.</summary>
    public required RoutedPort Port { get; init; }

    /// <summary>The DestinationRule that applies; null when none does.</summary>
    public required MergedRule? Rule { get; init; }

    /// <summary>The subset; null for the host as a whole.</summary>
    public required RuleSubset? Subset { get; init; }

    /// <summary>The TLS that is spoken.</summary>
    public required UpstreamTls Tls { get; init; }

    /// <summary>The endpoint.</summary>
    public required RoutedEndpoint Endpoint { get; init; }

    /// <summary>The cluster of the gateway.</summary>
    public required RoutingCluster Server { get; init; }

    /// <summary>The gateway.</summary>
    public required GatewayWorkload Workload { get; init; }

    /// <summary>How the gateway was found.</summary>
    public required GatewayMatch Match { get; init; }

    /// <summary>Where the way breaks first; null where it does not.</summary>
    public CallBreak? Break { get; init; }

    /// <summary>What the gateway does.</summary>
    public required ChainAnswer Chain { get; init; }

    /// <summary>
    /// The ServiceEntry that has the endpoint; where it has the host of a Service of its namespace, that is called. The WorkloadEntry that
    /// the endpoint is where no ServiceEntry has it.
    /// </summary>
    public required MeshManifest Entry { get; init; }

    /// <summary>Whether a Service of the client's cluster selects <see cref="Entry"/> beside its pods.</summary>
    public bool IsOfService { get; init; }

    /// <summary>Whether the mesh's TLS is spoken: where that is found out, as the endpoint says.</summary>
    public bool SpeaksMeshTls => Tls.IsMeshTls && (Tls.Mode != UpstreamTlsMode.AutoMutual || Endpoint.SpeaksMeshTls);

    /// <summary>The object that decides on TLS: a DestinationRule, or <see cref="Entry"/> where none does.</summary>
    public MeshManifest Decider =>
        Tls.Field.Length == 0 ? Entry : Tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? Subset!.From : PolicyOwner;

    /// <summary>The field of <see cref="Decider"/> that decides; null when the object as a whole does.</summary>
    public string? Field => Tls.Field.Length == 0 ? null : "spec." + Tls.Field;

    /// <summary>The call in words: <c>the subset 'version-v3' of reviews.default.svc.cluster2.global:9080</c>.</summary>
    public string Description =>
        FormattableString.Invariant($"{(Subset is null ? "" : $"the subset '{Subset.Name}' of ")}{Service.Host}:{Port.Number}");

    /// <summary>
    /// Whether another ServiceEntry of the host selects pods: these are endpoints as well, whether or not they are known.
    /// </summary>
    public bool MaySelectPods => Client.Services.Named(Service.Host).Any(other =>
        other.Namespace == Service.Namespace && other.Manifest?.Spec.Map("workloadSelector") is not null);

    private MeshManifest PolicyOwner => Rule!.PolicyFrom;
}
