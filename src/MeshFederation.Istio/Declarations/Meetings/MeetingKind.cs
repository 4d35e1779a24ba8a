namespace MeshFederation.Istio.Declarations.Meetings;

/// <summary>Whether there is a condition that says two.</summary>
internal enum MeetingKind
{
    /// <summary>Nothing meets both.</summary>
    None,

    /// <summary>One condition says both.</summary>
    Sayable,

    /// <summary>Something may meet both, but no condition of Istio says so.</summary>
    Unsayable,
}
