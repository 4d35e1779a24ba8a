using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>How clusters are read, and what is known better than they tell it: what is given here wins.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>The namespace of istiod; null for <c>istio-system</c>, or the only one with an istiod.</summary>
    public string? IstioNamespace { get; init; }

    /// <summary>The revision of Istio; null for the default one.</summary>
    public string? Revision { get; init; }

    /// <summary>The version of istiod.</summary>
    public IstioVersion? IstioVersion { get; init; }

    /// <summary>The trust domain.</summary>
    public string? TrustDomain { get; init; }

    /// <summary>The DNS domain of Services.</summary>
    public string? ClusterDomain { get; init; }

    /// <summary>The network of the pods.</summary>
    public string? Network { get; init; }

    /// <summary>The addresses of the gateway; empty to read them.</summary>
    public ValueList<string> GatewayAddress { get; init; } = [];

    /// <summary>The port of those addresses.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>The port at which the gateway's pods listen.</summary>
    public int? GatewayTargetPort { get; init; }

    /// <summary>The namespace of the gateway.</summary>
    public string? GatewayNamespace { get; init; }

    /// <summary>The labels of the gateway's pods; null to look for the gateway.</summary>
    public LabelSet? GatewaySelector { get; init; }

    /// <summary>
    /// Which of several gateways for tunnels is meant beside one for sidecars, as <c>istio-system/istio-eastwestgateway</c>; null for the
    /// only one.
    /// </summary>
    internal string? TunnelGateway { get; init; }

    /// <summary>
    /// How requests find services behind the gateway; null for ambient mode where the cluster is found in it, else for that of sidecars.
    /// </summary>
    public MeshRoutingMode? RoutingMode { get; init; }

    /// <summary>How many clusters are read at the same time.</summary>
    public int ThrottleLimit { get; init; } = 32;

    /// <summary>How long all of it may take, and clusters that are away are waited for; null for the usual time.</summary>
    public TimeBudget? Budget { get; init; }

    /// <summary>By which certificates expire.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
