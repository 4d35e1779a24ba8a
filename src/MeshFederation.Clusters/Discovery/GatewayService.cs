using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>A Service that may be in front of a gateway.</summary>
internal sealed record GatewayService(string Namespace, string Name, LabelSet Selector, UnstructuredMap Content)
{
    /// <summary>Istio's port for calls from other clusters, by convention (istio manifests/charts/gateway, networkGateway).</summary>
    private const int PassthroughPort = 15443;

    public string Title => $"Service {Namespace}/{Name}";

    public string Type => Content.Spec().Text("type") ?? "ClusterIP";

    public bool OnlyLocalNodes => Content.Spec().Text("externalTrafficPolicy") == "Local";

    public IReadOnlyList<GatewayPort> Port { get; } =
    [
        .. Content.Spec().Maps("ports").Select(port => new GatewayPort(port.Text("name") ?? "", (int)(port.Number("port") ?? 0), (int?)port.Number("nodePort"))),
    ];

    /// <summary>The port for calls from other clusters: 15443, else the one that is named tls.</summary>
    public GatewayPort? Passthrough => Port.FirstOrDefault(port => port.Number == PassthroughPort) ?? Port.FirstOrDefault(port => port.Name == "tls");

    /// <summary>Whether it is a gateway for calls from other clusters only.</summary>
    public bool IsEastWest => (Selector.TryGetValue("istio", out var istio) && istio.Contains("eastwest", StringComparison.Ordinal)) || Name.Contains("eastwest", StringComparison.Ordinal);

    /// <summary>The labels that tell the gateway's pods: Istio's own where they are there, so that Gateways of others look the same.</summary>
    public LabelSet PodLabels => Selector.TryGetValue("istio", out var istio) ? LabelSet.Create("istio", istio) : Selector;

    public static GatewayService Of(UnstructuredMap service) => new(service.Namespace(), service.Name(), service.Spec().Map("selector").ToLabels(), service);

    /// <summary>Whether it is in front of the pods with some labels: one side may say more than the other.</summary>
    public bool IsFor(LabelSet labels) => Selector.Count > 0 && (labels.Selects(Selector) || Selector.Selects(labels));

    public override string ToString() => $"{Namespace}/{Name}";
}
