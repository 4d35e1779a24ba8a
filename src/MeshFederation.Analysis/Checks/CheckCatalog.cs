namespace MeshFederation.Analysis.Checks;

/// <summary>All checks, those on which others rest first.</summary>
public static class CheckCatalog
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<ILiveCheck> All { get; } =
    [
        new ClusterApi.ApiAnswers(),
        new ClusterApi.ObjectsReadable(),
        new ControlPlane.IstioFound(),
        new ControlPlane.IstioVersionAgrees(),
        new ControlPlane.GatewayVersionAgrees(),
        new ControlPlane.MeshConfigAgrees(),
        new ControlPlane.NodeRegionsAgree(),
        new Trust.TrustDomainAgrees(),
        new Trust.RootLasts(),
        new Trust.AuthorityLasts(),
        new Trust.RootShared(),
        new Trust.TrustDomainAccepted(),
        new Gateways.GatewayAddressAgrees(),
        new Gateways.GatewayPodsReady(),
        new Ambient.NetworksJoined(),
        new Ambient.ZtunnelsKnowNetwork(),
        new Ambient.TunnelGatewaysReady(),
        new Ambient.AmbientMeshesFit(),
        new Objects.ObjectsPublished(),
        new Objects.ObjectsAccepted(),
        new Istiod.ConfigsTaken(),
        new Istiod.EndpointsKnown(),
        new Istiod.TunnelsKnown(),
        new Istiod.ProxiesSynced(),
        new Istiod.NothingRejected(),
        new Calls.PodsHaveSidecars(),
        new Calls.SubsetsHavePods(),
        new Calls.CallsArrive(),
        new Calls.SplitsArrive(),
    ];
}
