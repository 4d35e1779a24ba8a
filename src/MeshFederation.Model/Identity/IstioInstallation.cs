namespace MeshFederation.Model.Identity;

/// <summary>How Istio was installed, so what its mesh configuration is made of.</summary>
public enum IstioInstallation : long
{
    /// <summary>Nothing tells: the ConfigMap is what there is.</summary>
    Manifest,

    /// <summary>The values of a Helm release.</summary>
    Helm,

    /// <summary>An Istio resource, which the Sail operator makes a mesh of.</summary>
    Sail,

    /// <summary>An IstioOperator, of istioctl install or of an operator in the cluster.</summary>
    IstioOperator,
}
