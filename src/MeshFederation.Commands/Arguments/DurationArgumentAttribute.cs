using System.Globalization;
using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Reads a duration: <c>30</c> and <c>'30s'</c> are seconds, <c>'2m'</c> minutes, <c>'1h'</c> hours, <c>'500ms'</c> milliseconds;
/// <c>'00:00:30'</c> and a TimeSpan say it whole.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether no time at all is a duration, too.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return Read(value) is { } duration
            && (duration > TimeSpan.Zero || (AllowZero && duration == TimeSpan.Zero))
            && duration.TotalDays < 1
            ? duration
            : FaultedDuration.Create(Error(value, AllowZero));
    }

    private static TimeSpan? Read(object? value) => value switch
    {
        TimeSpan duration => duration,
        string text => DurationText.Read(text.Trim()),
        IConvertible number => DurationText.Seconds(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static MeshException Error(object? value, bool allowZero) => new(
        MeshErrorId.DurationInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{value}' cannot be read as a duration between 0 and 24 hours.",
        "Write 30 or '30s' for seconds, '2m' for minutes, or '00:02:00'" + (allowZero ? "; 0 for not at all." : "."),
        value);
}
