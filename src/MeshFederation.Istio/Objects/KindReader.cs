namespace MeshFederation.Istio.Objects;

/// <summary>Who reads objects of a kind.</summary>
public enum KindReader
{
    /// <summary>What decides where requests go, and with it rules and checks.</summary>
    Routing,

    /// <summary>Rules alone.</summary>
    Rules,
}
