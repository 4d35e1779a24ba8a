using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>A Service that may be in front of a gateway.</summary>
internal sealed record GatewayService(string Namespace, string Name, LabelSet Selector, UnstructuredMap Content)
{
    public string Title => $"Service {Namespace}/{Name}";

    public string Type => Content.Spec().Text("type") ?? "ClusterIP";

    public bool OnlyLocalNodes => Content.Spec().Text("externalTrafficPolicy") == "Local";

    /// <summary>The Gateway of the Gateway API that it belongs to; null when it belongs to none.</summary>
    public string? ApiGateway => Content.Label(GatewayApi.NameLabel);

    /// <summary>The addresses that the status of this Gateway has, where they were read.</summary>
    public ValueList<string> Announced { get; init; } = [];

    /// <summary>The port at which its Gateway takes tunnels; null where it is called by sidecars.</summary>
    public int? TunnelPort { get; init; }

    public IReadOnlyList<ServicePort> Port { get; } = [.. ServicePort.Of(Content)];

    /// <summary>
    /// The port for calls from other clusters: the one that a label names, else 15443, else the one that is named tls, unless a listener of
    /// the Gateway API that may end TLS has that name.
    /// </summary>
    public ServicePort? Passthrough => TunnelPort is { } tunnel
        ? Numbered(tunnel)
        : Labelled ?? Numbered(MeshGateway.UsualPort)
            ?? (ApiGateway is null || IsOfNetwork ? Port.FirstOrDefault(port => port.Name == "tls") : null);

    /// <summary>Whether it is a gateway for calls from other clusters only.</summary>
    public bool IsEastWest => IsOfNetwork
        || (Selector.TryGetValue(MeshGateway.UsualLabel, out var istio) && istio.Contains("eastwest", StringComparison.Ordinal))
            || Name.Contains("eastwest", StringComparison.Ordinal);

    /// <summary>Where others reach it, but for nodes: at its load balancer, else at external IPs, else where its Gateway says.</summary>
    public ValueList<string> Address =>
        OutsideAddresses.Balanced(Content).ToValueList() is { Count: > 0 } balanced ? balanced
        : OutsideAddresses.External(Content).ToValueList() is { Count: > 0 } external ? external
        : Announced;

    /// <summary>Whether it has an address outside of the cluster.</summary>
    public bool IsReachable => Address.Count > 0 || (Type == ServiceTypes.NodePort && Port.Any(port => port.NodePort is not null));

    /// <summary>
    /// The labels that tell the gateway's pods: Istio's own where they are there, so that Gateways of others look the same.
    /// </summary>
    public LabelSet PodLabels => TunnelPort is not null ? LabelSet.Create(GatewayApi.NameLabel, ApiGateway!)
        : Selector.TryGetValue(MeshGateway.UsualLabel, out var istio) ? LabelSet.Create(MeshGateway.UsualLabel, istio) : Selector;

    private bool IsOfNetwork => Content.Label(IstiodLabels.Network) is { Length: > 0 };

    private ServicePort? Labelled => NetworkGateways.LabelledPort(Content) is { } number ? Numbered(number) : null;

    public static GatewayService Of(UnstructuredMap service) =>
        new(service.Namespace(), service.Name(), service.Spec().Map("selector").ToLabels(), service);

    /// <summary>The port of a number, else the one that nodes have on it.</summary>
    public ServicePort? Find(int number) => Numbered(number) ?? Port.FirstOrDefault(port => port.NodePort == number);

    /// <summary>Whether it is in front of the pods with some labels: one side may say more than the other.</summary>
    public bool IsFor(LabelSet labels) => Selector.Count > 0 && (labels.Selects(Selector) || Selector.Selects(labels));

    /// <summary>Whether it is in front of the same pods as another.</summary>
    public bool IsBeside(GatewayService other) => Namespace == other.Namespace && Selector.Equals(other.Selector);

    public override string ToString() => $"{Namespace}/{Name}";

    private ServicePort? Numbered(int number) => Port.FirstOrDefault(port => port.Number == number);
}
