/**
 * The data access body's service. Start with {@link pt.arquipelago.accessbody.AccessBody} (what is put together) and
 * {@link pt.arquipelago.accessbody.Services} (the use cases); then, along a job: {@code application.SubmitApplication},
 * {@code application.DecideApplication}, {@code task.SubmitTask}, {@code task.Dispatch}, {@code task.NodeAnswers},
 * {@code task.FinishTask}, {@code task.ReviewOutput}.
 */
package pt.arquipelago.accessbody;
