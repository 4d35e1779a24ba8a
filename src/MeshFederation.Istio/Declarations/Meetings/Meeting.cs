namespace MeshFederation.Istio.Declarations.Meetings;

/// <summary>What meets two conditions.</summary>
/// <typeparam name="T">The condition.</typeparam>
/// <param name="Kind">What is known of it.</param>
/// <param name="Both">The condition that says both; null unless it is known.</param>
internal readonly record struct Meeting<T>(MeetingKind Kind, T? Both)
    where T : class
{
    /// <summary>Nothing meets both.</summary>
    public static Meeting<T> None => new(MeetingKind.None, null);

    /// <summary>Something may meet both, and no condition says so.</summary>
    public static Meeting<T> Unsayable => new(MeetingKind.Unsayable, null);

    /// <summary>A condition says both.</summary>
    /// <param name="both">The condition; null where neither asks for anything.</param>
    /// <returns>The meeting.</returns>
    public static Meeting<T> Of(T? both) => new(MeetingKind.Sayable, both);
}
