using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Clusters;

/// <summary>The gateway through which other clusters call the services of a cluster.</summary>
public sealed record MeshGateway
{
    /// <summary>
    /// The port for calls between clusters by Istio's convention, where nothing says another (istio
    /// samples/multicluster/expose-services.yaml).
    /// </summary>
    public const int UsualPort = 15443;

    /// <summary>The label by which Istio's own gateways are told apart.</summary>
    internal const string UsualLabel = "istio";

    /// <summary>What Istio's gateway for calls from outside says by it.</summary>
    internal const string UsualValue = "ingressgateway";

    /// <summary>
    /// IP addresses or host names under which other clusters reach the gateway; empty when nothing may call this cluster.
    /// </summary>
    public ValueList<string> Address { get; internal init; } = [];

    /// <summary>
    /// Whether host names among the addresses are looked up when objects are made, and written as the IP addresses to which they lead;
    /// else proxies look them up.
    /// </summary>
    public bool ResolvesNames { get; internal init; }

    /// <summary>The IP addresses to which the addresses led when they were looked up; empty where nothing was.</summary>
    public ValueList<string> ResolvedAddress { get; internal init; } = [];

    /// <summary>What callers are given: the addresses that were looked up, else those that were declared.</summary>
    internal ValueList<string> EndpointAddress => ResolvedAddress.Count > 0 ? ResolvedAddress : Address;

    /// <summary>
    /// The port of those addresses that callers connect to: that of the gateway's Service, of nodes, or of what stands in front of them.
    /// </summary>
    public int Port { get; internal init; } = UsualPort;

    /// <summary>
    /// The port at which the gateway's pods listen, to which <see cref="Port"/> leads: the targetPort of the Service's port. The Gateway's
    /// server is on it.
    /// </summary>
    public int TargetPort { get; internal init; } = UsualPort;

    /// <summary>The namespace of the gateway's pods and of the Gateway objects for it.</summary>
    public string Namespace { get; internal init; } = MeshCluster.UsualNamespace;

    /// <summary>The labels of the gateway's pods.</summary>
    public LabelSet Selector { get; internal init; } = LabelSet.Create(UsualLabel, UsualValue);

    /// <summary>The addresses with the port: <c>172.18.0.230:15443</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(", ", Address.Select(address => SocketText.Of(address, Port)));
}
