using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Access;

/// <summary>A service in a cluster as callers of others meet it.</summary>
internal sealed class ExportedService
{
    /// <summary>What is said where nothing tells which labels its pods have.</summary>
    public const string PodsUnknown = "which pods the Service selects is not known, so neither is which policies are for them";

    public ExportedService(MeshService service, MeshServiceInstance instance, RoutingCluster view)
    {
        (Service, Instance, View) = (service, instance, view);
        Known = view.Services.Named(Hosts.Local(service, instance.Cluster)).FirstOrDefault(item => item.Manifest is not null);
    }

    public MeshService Service { get; }

    public MeshServiceInstance Instance { get; }

    public RoutingCluster View { get; }

    /// <summary>Its Service; null where that is not among the objects.</summary>
    public RoutedService? Known { get; }

    /// <summary>Whether a Gateway passes the mesh's TLS on to it; null where Gateways may not be read.</summary>
    public bool? IsExported => ExportedHosts.Of(View.Gateways).Have(Service, Instance.Cluster) ? true
        : View.Unread.Contains(ReadKind.Gateway.Title) ? null : false;

    /// <summary>The labels by which it selects its pods; null where they are not known.</summary>
    public UnstructuredMap? Selector =>
        Known is { Selector.Count: > 0 } ? Known.Selector
            : Instance.Selector.Count > 0 ? UnstructuredMap.Of(Instance.Selector) : null;

    /// <summary>The port of the pods; null where it has a name only.</summary>
    public int? Target(MeshPort port)
    {
        if (Known?.Port(Instance.NumberOf(port)) is { } routed) return routed.Target is null ? routed.Number : routed.TargetNumber;
        return Instance.NamedTargetPort.Contains(port.Name, StringComparer.Ordinal) ? null : Instance.TargetOf(port);
    }

    /// <summary>
    /// The labels that its pods may have, as far as policies tell them apart: those of the Service, and with these those of each policy for
    /// some of its pods.
    /// </summary>
    public IReadOnlyList<UnstructuredMap> Pods(IEnumerable<MeshManifest> policies)
    {
        if (Selector is not { } selector) return [];
        var special = policies.Select(policy => policy.Spec.Map("selector")?.Map("matchLabels")).OfType<UnstructuredMap>()
            .Where(labels => labels.All(label => !selector.TryGetValue(label.Key, out var value) || Equals(value, label.Value)))
            .Select(labels => selector.With(labels));
        return [.. special.Prepend(selector).Distinct()];
    }
}
