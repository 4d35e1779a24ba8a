using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>The kinds of objects that control planes are made of, where somebody else than Helm makes them.</summary>
internal static class InstallerKinds
{
    /// <summary>The API group of the Sail operator (istio-ecosystem/sail-operator api/v1).</summary>
    public const string SailGroup = "sailoperator.io";

    /// <summary>The version of <see cref="Sail"/> and <see cref="SailRevision"/>.</summary>
    public const string SailVersion = "v1";

    /// <summary>The version of <see cref="Operator"/>.</summary>
    public const string OperatorVersion = "v1alpha1";

    /// <summary>Istio resources of the Sail operator, which lie in no namespace.</summary>
    public static ObjectType Sail { get; } = new(SailGroup, "istios", "Istio", Namespaced: false);

    /// <summary>The revisions that the Sail operator makes of them.</summary>
    public static ObjectType SailRevision { get; } = new(SailGroup, "istiorevisions", "IstioRevision", Namespaced: false);

    /// <summary>IstioOperators, of istioctl install or of an operator in the cluster (istio operator/pkg/apis).</summary>
    public static ObjectType Operator { get; } = new("install.istio.io", "istiooperators", "IstioOperator");
}
