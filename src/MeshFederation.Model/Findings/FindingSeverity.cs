namespace MeshFederation.Model.Findings;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity : long
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>It works, perhaps not as meant.</summary>
    Warning,

    /// <summary>It does not work, or Istio refuses it; publishing stops here.</summary>
    Error,
}
