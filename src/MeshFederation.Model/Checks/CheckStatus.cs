namespace MeshFederation.Model.Checks;

/// <summary>What came of a check.</summary>
public enum CheckStatus : long
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It could not be checked; the message says why.</summary>
    NotChecked,

    /// <summary>It works, perhaps not for long, or not for all.</summary>
    Warned,

    /// <summary>It does not hold, and calls between the clusters fail by it.</summary>
    Failed,
}
